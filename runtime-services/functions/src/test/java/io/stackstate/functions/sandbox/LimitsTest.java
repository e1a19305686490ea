package io.stackstate.functions.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.script.ScriptCompiler;
import io.stackstate.functions.script.ScriptError;
import io.stackstate.functions.script.ScriptError.Kind;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.functions.script.ScriptSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Query sheet 15.3 S6 and S7. The time-out only keeps a failure from taking the build with it. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LimitsTest {
  private static final Limits SHORT = new Limits(Duration.ofMillis(200), 256, 64 << 20, 1_000_000);

  /** Short of time only: even an empty loop over numbers makes garbage. */
  private static final Limits ROOMY = new Limits(Duration.ofMillis(200), 256, 64L << 30, 1_000_000);

  private static final Limits LONG = SHORT.withTime(Duration.ofSeconds(60));

  private static Object run(String script, Limits limits) throws ScriptException {
    Map<String, Object> variables = new HashMap<>();
    return new ScriptCompiler()
        .compile(ScriptSource.statements("limits", script, FunctionCompiler.allowed()))
        .run(variables, limits);
  }

  private static ScriptError failure(String script) {
    return failure(script, SHORT);
  }

  private static ScriptError failure(String script, Limits limits) {
    ScriptException failure =
        catchThrowableOfType(ScriptException.class, () -> run(script, limits));
    assertThat(failure).as(script).isNotNull();
    return failure.error();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) { }",
        "for (;;) { }",
        "do { } while (true)",
        "a: while (true) { while (true) { continue a } }",
        "try { while (true) { } } catch (Throwable t) { while (true) { } }",
        "while (true) { try { while (true) { } } catch (Throwable t) { 1 } }",
        "while (true) { try { } finally { continue } }",
        "def c; c = { 1 }; while (true) { c() }",
        "(1..2000000000).each { }",
        "2000000000.times { }",
        "1.upto(2000000000) { }",
        "(1..2000000000).sum()",
        "(1..2000000000).any { it < 0 }",
        "(1..2000000000).contains('x')",
        "for (i in 1..2000000000) { }",
        "('a' * 40) ==~ /(.*a){12}b/",
        "('a' * 40).matches(/(.*a){12}b/)",
        "('a' * 40).replaceAll('(.*a){12}b', 'x')",
        "('a' * 40).replaceAll(/(.*a){12}b/) { 'x' }",
        "('a' * 40).split('(.*a){12}b')",
        "(('a' * 40) =~ /(.*a){12}b/).find()",
        "java.util.regex.Pattern.compile('(.*a){12}b').matcher('a' * 40).matches()",
        "switch ('a' * 40) { case ~/(.*a){12}b/: break }",
        "def f(n) { n == 0 ? 0 : f(n - 1) + f(n - 1) }\nf(60)",
        "def l = [1]; for (x in l.iterator()) { while (true) { } }",
        "for (e in [',', ';', '(.*a){12}b']) { ('a' * 40).split(e) }",
        "for (r in [1..3, 1..4, 1..2000000000]) { r.sum() }",
        "def f = { double a, long b -> while (true) { a += b } }; f(1.5d, 2L)",
        "def f(long a, double b) { long c = a; for (int i = 0; i < 1; i = 0) { c += b } }\nf(1L, 2d)"
      })
  void whatDoesNotEndIsEnded(String script) {
    ScriptError error = failure(script, ROOMY);
    assertThat(error.kind()).as(error.text() + script).isEqualTo(Kind.TIMEOUT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "def f() { f() }\nf()",
        "def c; c = { c() }; c()",
        "def f(n) { [1].each { f(n + 1) } }\nf(0)",
        "def f() { try { f() } catch (Throwable t) { throw t } }\nf()",
        "def l = []; l << [l]; l.hashCode()",
        "def l = []; 300.times { l = [l] }; l.toString()",
        "def m = [:]; m.m = [m]; \"${m}\".toString()"
      })
  void whatNestsTooDeepIsAnErrorOfTheScript(String script) {
    ScriptError error = failure(script, LONG);
    assertThat(error.kind()).as(error.text() + script).isEqualTo(Kind.LIMIT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'a' * 1000000000",
        "[1] * 1000000000",
        "'a'.repeat(1000000000)",
        "'a'.padLeft(1000000000)",
        "'a'.padRight(1000000000, '-')",
        "'a'.center(1000000000)",
        "String.format('%1000000000d', 1)",
        "'%1000000000d'.formatted(1)",
        "new ArrayList(1000000000)",
        "new HashMap(1000000000)",
        "new StringBuilder(1000000000)",
        "new int[1000000000]",
        "new String[1000000000]",
        "Collections.nCopies(1000000000, 1)",
        "def s = 'aaaaaaaaaa'; 40.times { s = s + s }",
        "def s = 'aaaaaaaaaa'; 40.times { s += s }",
        "def s = 'aaaaaaaaaa'; 40.times { s = \"$s$s\" }",
        "def s = 'aaaaaaaaaa'; 40.times { s = \"$s$s\" }; s.toString()",
        "def s = new StringBuilder('aaaaaaaaaa'); 40.times { s.append(s) }",
        "def s = new StringBuilder('aaaaaaaaaa'); 40.times { s << s }",
        "def s = 'aaaaaaaaaa'; 40.times { s = s.concat(s) }",
        "def l = [1, 2]; 40.times { l = l + l }",
        "def l = [1, 2]; 40.times { l.addAll(new ArrayList(l)) }",
        "def l = [1]; 40.times { l = [l, l] }; l.toString()",
        "def l = [1]; 40.times { l = [l, l] }; l.hashCode()",
        "def l = [1]; 40.times { l = [l, l] }; l.flatten()",
        "def l = [1]; def k = [1]; 40.times { l = [l, l]; k = [k, k] }; l == k",
        "def l = [1]; 40.times { l = [l, l] }; 'x' + l",
        "def l = [1]; 40.times { l = [l, l] }; \"$l\".toString()",
        "def l = [1]; 40.times { l = [l, l] }; groovy.json.JsonOutput.toJson(l)",
        "10 ** 1000000000",
        "2G ** 1000000000",
        "1G << 1000000000",
        "1e1000000000",
        "'1e1000000000'.toBigDecimal()",
        "'1e1000000000' as BigDecimal",
        "new BigDecimal('1e1000000000')",
        "def l = []; while (true) { l << 'x'.padLeft(100000) }",
        "def l = []; while (true) { l << new int[100000] }",
        "def m = [:]; int i = 0; while (true) { m[i++] = 'abc' + i }",
        "for (n in [1, 2, 1000000000]) { 'a' * n }",
        "for (x in ['a', [1], 'b']) { x * 1000000000 }",
        "for (n in [1, 2, 1000000000]) { new ArrayList(n) }",
        "for (n in [1, 2, 1000000000]) { new int[n] }",
        "for (n in [1, 2, 1000000000]) { 2G ** n }",
        "for (x in [1, 2G, 3, 1e100000000]) { x + 1.5 }",
        "def l = [1]; for (n in 0..<40) { l = [l, l]; if (n % 13 == 0) { l.hashCode() } }"
      })
  void whatTakesAllMemoryIsAnErrorOfTheScript(String script) {
    ScriptError error = failure(script);
    assertThat(error.kind()).as(error.text() + script).isIn(Kind.LIMIT, Kind.TIMEOUT);
  }

  @Test
  void ordinaryWorkIsFarFromTheLimits() throws Exception {
    assertThat(run("(1..10000).collect { it * 2 }.findAll { it % 3 == 0 }.sum()", LONG))
        .isEqualTo(33336666);
    assertThat(run("def s = ''; 1000.times { s += 'x' }; s.length()", LONG)).isEqualTo(1000);
    assertThat(run("2 ** 64", LONG)).isEqualTo(new java.math.BigInteger("18446744073709551616"));
    assertThat(run("('a,b' =~ /\\w/).collect { it }", LONG)).isEqualTo(java.util.List.of("a", "b"));
  }

  @Test
  void theThreadIsAsBeforeAfterATimeout() throws Exception {
    failure("while (true) { }");

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(run("1 + 1", LONG)).isEqualTo(2);
  }

  @Test
  void aScriptCannotOutliveItsRun() throws Exception {
    Object closure = run("def n = 0; return { n++ }", LONG);

    assertThat(closure).isInstanceOf(groovy.lang.Closure.class);
    assertThat(
            catchThrowableOfType(
                SandboxViolation.class, () -> ((groovy.lang.Closure<?>) closure).call()))
        .hasMessageContaining("within its limits");
  }
}
