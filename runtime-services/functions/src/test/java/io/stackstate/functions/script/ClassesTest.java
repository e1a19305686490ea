package io.stackstate.functions.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.sandbox.AllowList;
import io.stackstate.functions.sandbox.AllowListReader;
import io.stackstate.functions.sandbox.Limits;
import io.stackstate.functions.sandbox.ScriptForm;
import io.stackstate.functions.script.ScriptError.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of classes, as StackPacks bring them: query sheet 7.10 and 15.3 S30. */
class ClassesTest {
  private static final Limits LIMITS = Limits.SCRIPT.withTime(Duration.ofSeconds(60));
  private static final AllowList ALLOWED =
      FunctionCompiler.values()
          .and(
              AllowListReader.parse(
                  "test",
                  """
                  io.stackstate.functions.script.ClassesTest$Installer new
                    call context install done
                  io.stackstate.functions.script.ClassesTest$Step
                    call rightShift then
                  """));

  /** What a class of a package extends. */
  public abstract static class Installer {
    private final List<String> done = new ArrayList<>();

    public abstract Step install(Map<String, Object> config);

    public Step context(String what) {
      return new Step(List.of(what));
    }

    public List<String> done() {
      return done;
    }

    public static void dangerous() {
      throw new AssertionError("reached");
    }
  }

  /** What it returns. */
  public record Step(List<String> names) {
    public Step rightShift(Step next) {
      List<String> both = new ArrayList<>(names);
      both.addAll(next.names);
      return new Step(both);
    }
  }

  private static CompiledScript compile(String text, Map<String, String> companions)
      throws ScriptException {
    return new ScriptCompiler()
        .compile(new ScriptSource("MyInstaller", text, ScriptForm.CLASSES, ALLOWED, companions));
  }

  private static final String IMPORTS =
      """
      import io.stackstate.functions.script.ClassesTest.Installer
      import io.stackstate.functions.script.ClassesTest.Step
      """;

  @Test
  void aClassOfAPackageRunsConfined() throws Exception {
    CompiledScript script =
        compile(
            IMPORTS
                + """
                class MyInstaller extends Installer {
                  private String prefix = 'a'
                  @Override
                  Step install(Map<String, Object> config) {
                    def args = [name: topic(config.host), n: config.size()]
                    context(args.name) >> Names.step(this, "${prefix}-${args.n}") >> each(['x', 'y'])
                  }
                  private def topic(String host) { host.trim().toLowerCase() }
                  private Step each(names) {
                    def steps = names.collect { context(prefix + it) }
                    steps.inject { a, b -> a >> b }
                  }
                }
                """,
            Map.of(
                "Names.groovy",
                IMPORTS
                    + "class Names { static Step step(Installer i, name) "
                    + "{ i.context(name.toString()) } }"));

    Step step =
        script.within(
            LIMITS,
            () ->
                ((Installer) script.type().getDeclaredConstructor().newInstance())
                    .install(Map.of("host", " Lab ")));

    assertThat(step.names()).containsExactly("lab", "a-1", "ax", "ay");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class MyInstaller { static { System.exit(1) } }",
        "class MyInstaller { void finalize() { } }",
        "class MyInstaller extends Thread { }",
        "class MyInstaller implements GroovyInterceptable { }",
        "class MyInstaller implements Serializable { }",
        "class MyInstaller { def invokeMethod(String n, a) { } }",
        "class MyInstaller { def methodMissing(String n, a) { } }",
        "class MyInstaller { MetaClass getMetaClass() { null } }",
        "class MyInstaller { File f }",
        "class MyInstaller { def f = new File('x') }",
        "class MyInstaller { MyInstaller(File f) { } }",
        "class MyInstaller { @Lazy def f = 1 }",
        "@groovy.transform.CompileStatic class MyInstaller { }",
        "class MyInstaller { class Inner { } }",
        "enum MyInstaller { A }",
        "interface MyInstaller { }",
        "trait MyInstaller { }"
      })
  void classesThatWouldEscapeDoNotCompile(String text) {
    ScriptException failure =
        catchThrowableOfType(ScriptException.class, () -> compile(text, Map.of()));

    assertThat(failure).as(text).isNotNull();
    assertThat(failure.error().kind()).as(failure.getMessage()).isEqualTo(Kind.SECURITY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "def m = 'dangerous'; \"$m\"()",
        "super.\"${'dangerous'}\"()",
        "Installer.\"${'dangerous'}\"()",
        "this.\"${'getClass'}\"()",
        "['id'].\"${'execute'}\"()",
        "this.\"${'metaClass'}\"",
        "MyInstaller.\"${'classLoader'}\"",
        "MyInstaller.\"${'getClassLoader'}\"()",
        "new MyInstaller().\"${'class'}\""
      })
  void classesThatTryToEscapeAreStopped(String statement) throws Exception {
    CompiledScript script =
        compile(
            IMPORTS
                + "class MyInstaller extends Installer { Step install(Map<String, Object> c) { "
                + statement
                + " } }",
            Map.of());

    ScriptException failure =
        catchThrowableOfType(
            ScriptException.class,
            () ->
                script.within(
                    LIMITS,
                    () ->
                        ((Installer) script.type().getDeclaredConstructor().newInstance())
                            .install(Map.of())));

    assertThat(failure).as(statement).isNotNull();
    assertThat(failure.error().kind()).as(failure.getMessage()).isEqualTo(Kind.SECURITY);
  }
}
