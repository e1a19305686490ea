package io.stackstate.stackpacks.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GroovyChecksTest {
  private final GroovyChecks checks = new GroovyChecks();

  @Test
  void whatDoesNotCompileOrIsNotAllowedIsNamedWithItsPlace() {
    assertThat(checks.problems("CheckFunction", "a = 1\nb = = 2", List.of()))
        .singleElement()
        .asString()
        .startsWith("line 2, column ");
    assertThat(checks.problems("CheckFunction", "a = 1\nnew File('/etc/passwd').text", List.of()))
        .singleElement()
        .asString()
        .contains("line 2")
        .contains("java.io.File is not allowed");
  }

  @Test
  void functionsOfPacksCompile() {
    assertThat(
            checks.problems(
                "IdExtractorFunction",
                "element = struct.asReadonlyMap()\n"
                    + "if (element.data['identifiers'] instanceof List<String>) { x = 1 }\n"
                    + "return Sts.createId(element['externalId'], new HashSet(), 'x')",
                List.of("struct")))
        .isEmpty();
    assertThat(checks.problems("NotAFunction", "((((", List.of())).isEmpty();
  }
}
