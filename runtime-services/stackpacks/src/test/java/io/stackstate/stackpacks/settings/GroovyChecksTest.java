package io.stackstate.stackpacks.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.stackpacks.settings.FunctionChecks.Body;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroovyChecksTest {
  private static final String CHECK = "CheckFunction";

  @Test
  void findsTheSameAheadAsOneByOne() {
    List<String> scripts =
        List.of("CLEAR", "if (", "System.exit(1)", "CLEAR", "[1].collect { it }");
    FunctionChecks ahead =
        new GroovyChecks().ahead(scripts.stream().map(text -> new Body(CHECK, text)).toList());
    GroovyChecks single = new GroovyChecks();

    for (String script : scripts) {
      assertThat(ahead.problems(CHECK, script, List.of()))
          .isEqualTo(single.problems(CHECK, script, List.of()));
    }
    assertThat(ahead.problems(CHECK, "if (", List.of())).isNotEmpty();
    assertThat(ahead.problems(CHECK, "Runtime.getRuntime()", List.of())).isNotEmpty();
  }
}
