package io.stackstate.functions.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.script.CompiledScript;
import io.stackstate.functions.script.ScriptCompiler;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.functions.script.ScriptSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Random programs: each ends, with a value or an error of its own, and does nothing outside. */
@Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FuzzTest {
  private static final Limits LIMITS = new Limits(Duration.ofMillis(100), 64, 64 << 20, 100_000);
  private static final String[] RECEIVERS = {
    "x",
    "'abc'",
    "[1, 2]",
    "[a: 1]",
    "this",
    "{ -> 1 }",
    "canary",
    "5",
    "1.5",
    "(1..100000)",
    "String",
    "null",
    "\"${x}\"",
    "new Date()",
    "Optional.of(canary)",
    "[canary]",
    "it",
    "owner"
  };
  private static final String[] NAMES = {
    "execute",
    "class",
    "metaClass",
    "toString",
    "size",
    "each",
    "collect",
    "with",
    "getClass",
    "evaluate",
    "text",
    "plus",
    "multiply",
    "call",
    "run",
    "asType",
    "getAt",
    "invokeMethod",
    "delegate",
    "sort",
    "sum",
    "join",
    "toURL",
    "newInstance",
    "forName",
    "map",
    "get",
    "use",
    "println",
    "properties",
    "binding",
    "iterator",
    "next",
    "times",
    "padLeft",
    "replaceAll"
  };

  @TempDir Path directory;
  private final Random random = new Random(20261126);

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }

  private String expression(int depth) {
    if (depth == 0) {
      return pick(RECEIVERS);
    }
    String inner = expression(depth - 1);
    return switch (random.nextInt(14)) {
      case 0 -> inner + "." + pick(NAMES);
      case 1 -> inner + "." + pick(NAMES) + "()";
      case 2 -> inner + "." + pick(NAMES) + "(" + expression(depth - 1) + ")";
      case 3 -> inner + "*." + pick(NAMES) + "()";
      case 4 -> inner + "." + pick(NAMES) + " { " + expression(depth - 1) + " }";
      case 5 -> inner + ".\"" + pick(NAMES) + "${''}\"()";
      case 6 -> "(" + inner + " as " + (random.nextBoolean() ? "List" : "File") + ")";
      case 7 -> inner + ".&" + pick(NAMES);
      case 8 -> "[" + inner + ", " + expression(depth - 1) + "]";
      case 9 -> "(" + inner + " + " + expression(depth - 1) + ")";
      case 10 -> inner + "[" + expression(depth - 1) + "]";
      case 11 -> "\"${" + inner + "}\"";
      case 12 -> inner + "?." + pick(NAMES);
      default -> "(" + inner + " == " + expression(depth - 1) + ")";
    };
  }

  private String program() {
    StringBuilder program = new StringBuilder("x = 'x'\n");
    for (int i = random.nextInt(3); i >= 0; i--) {
      String value = expression(1 + random.nextInt(3));
      program.append(
          switch (random.nextInt(6)) {
            case 0 -> "try { x = %s } catch (Throwable t) { x = 1 }\n".formatted(value);
            case 1 -> "while (x) { x = %s }\n".formatted(value);
            case 2 -> "for (y in %s) { x = y }\n".formatted(value);
            case 3 -> "3.times { x = %s }\n".formatted(value);
            default -> "x = %s\n".formatted(value);
          });
    }
    return program.append("x").toString();
  }

  @Test
  void randomProgramsEndAndDoNothingOutside() throws Exception {
    ScriptCompiler compiler = new ScriptCompiler();
    int values = 0;
    int failures = 0;
    try (Canary canary = new Canary(directory)) {
      for (int i = 0; i < 300; i++) {
        String program = program();
        Map<String, Object> variables = new HashMap<>();
        variables.put("canary", "touch " + canary.file());
        try {
          CompiledScript script =
              compiler.compile(
                  ScriptSource.statements("fuzz", program, FunctionCompiler.allowed()));
          script.run(variables, LIMITS);
          values++;
        } catch (ScriptException e) {
          assertThat(e.error().message()).as(program).isNotBlank();
          failures++;
        }
        assertThat(canary.deaths()).as(program).isEmpty();
      }
    }
    assertThat(values).isGreaterThan(10);
    assertThat(failures).isGreaterThan(10);
  }
}
