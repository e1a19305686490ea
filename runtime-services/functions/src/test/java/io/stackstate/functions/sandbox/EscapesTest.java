package io.stackstate.functions.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.script.CompiledScript;
import io.stackstate.functions.script.ScriptCompiler;
import io.stackstate.functions.script.ScriptError;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.functions.script.ScriptSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Query sheet 15.3 S8 and S9, and the escapes that public advisories tell of. */
class EscapesTest {
  private static final Limits LIMITS = Limits.FUNCTION.withTime(Duration.ofMinutes(1));

  @TempDir Path directory;

  static List<Arguments> escapes() throws IOException {
    try (InputStream in = EscapesTest.class.getResourceAsStream("escapes.groovy.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<Arguments> cases = new ArrayList<>();
      for (String block : text.split("(?m)^### ")) {
        int end = block.indexOf('\n');
        if (!cases.isEmpty() || block.startsWith("direct")) {
          cases.add(Arguments.of(block.substring(0, end), block.substring(end + 1)));
        }
      }
      return cases;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("escapes")
  void refusesAndNothingHappens(String name, String script) throws Exception {
    try (Canary canary = new Canary(directory)) {
      ScriptException failure =
          catchThrowableOfType(ScriptException.class, () -> run(script, canary));

      assertThat(failure).as("refused").isNotNull();
      assertThat(failure.error().kind())
          .as(failure.getMessage())
          .isEqualTo(ScriptError.Kind.SECURITY);
      assertThat(canary.deaths()).isEmpty();
    }
  }

  private static Object run(String script, Canary canary) throws ScriptException {
    Map<String, Object> variables = new HashMap<>();
    variables.put("canary", canary.file());
    variables.put("port", canary.port());
    CompiledScript compiled =
        new ScriptCompiler()
            .compile(ScriptSource.statements("escape", script, FunctionCompiler.allowed()));
    Object result = compiled.run(variables, LIMITS);
    return compiled.within(LIMITS, () -> PlainJson.plain(result));
  }

  @Test
  void thereAreEnoughOfThem() throws IOException {
    assertThat(escapes()).hasSizeGreaterThan(60);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new File(canary).createNewFile()",
        "System.setProperty('functions.canary', 'dead')",
        "['sleep', '5'].execute()",
        "new Socket('127.0.0.1', port)",
        "@groovy.transform.ASTTest(value = { System.setProperty('functions.canary', 'dead') }) def x"
      })
  void theCanaryDiesWithoutSandbox(String script) throws Exception {
    try (Canary canary = new Canary(directory)) {
      Binding binding = new Binding(Map.of("canary", canary.file(), "port", canary.port()));

      Object result = new GroovyShell(binding).evaluate(script);

      assertThat(canary.deaths()).hasSize(1);
      if (result instanceof Process process) {
        process.destroyForcibly();
      }
    }
  }
}
