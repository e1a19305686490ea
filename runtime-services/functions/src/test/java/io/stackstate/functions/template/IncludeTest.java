package io.stackstate.functions.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.model.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncludeTest {
  private static final String SCRIPT = "def x = \"a\\\\b\"\n\tprintln '''q\"'''\n";

  private final Map<String, byte[]> files = new HashMap<>();

  private String render(String text, Map<String, ?> parameters) {
    return Template.compile(
            "main.stj", text, path -> Optional.ofNullable(files.get(path)), TemplateLimits.IMPORT)
        .render(parameters, NodeResolver.NONE);
  }

  private void file(String path, String content) {
    files.put(path, content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aScriptIncludedInsideAStringParsesToTheContentOfTheFile() throws Exception {
    file("scripts/a b.groovy", SCRIPT);
    String json =
        render(
            "{\"script\":\"{{ include \"./scripts/a b.groovy\" }}\",\"n\":\"{{n}}\"}",
            Map.of("n", "\""));
    assertThat(Json.mapper().readTree(json).get("script").textValue()).isEqualTo(SCRIPT);
    assertThat(Json.mapper().readTree(json).get("n").textValue()).isEqualTo("\"");
  }

  @Test
  void theSameFileOutsideOfQuotesIsRaw() {
    file("s", SCRIPT);
    assertThat(render("{{ include \"s\" }}", Map.of())).isEqualTo(SCRIPT);
  }

  @Test
  void variablesOfIncludedFilesAreRenderedWithTheirOwnStateOfQuotes() throws Exception {
    file("s", "labels << \"x:{{instanceName}}\" \\{{ later \\}}");
    String json = render("{\"s\":\"{{include 's'}}\"}", Map.of("instanceName", "My \"S\""));
    assertThat(Json.mapper().readTree(json).get("s").textValue())
        .isEqualTo("labels << \"x:My \\\"S\\\"\" {{ later }}");
  }

  @Test
  void encodingsAreVerbatimDataUriAndYaml() {
    file("i.png", "png");
    file("v", "{{x}} \\{{");
    file("y.sty", "- a: 1\n  b: {{x}}\n");
    assertThat(render("{{include 'i.png' 'base64'}}", Map.of()))
        .isEqualTo("data:image/png;base64,cG5n");
    assertThat(render("{{include 'v' 'identity'}}", Map.of("x", 1))).isEqualTo("{{x}} \\{{");
    assertThat(render("nodes:\n  {{include 'y.sty' 'yaml'}}\nz: 1", Map.of("x", 1)))
        .isEqualTo("nodes:\n  - a: 1\n    b: 1\nz: 1");
    assertThatThrownBy(() -> render("{{include 'v' 'base64'}}", Map.of()))
        .hasMessageContaining("expected a png, jpg, gif or svg file");
    assertThatThrownBy(() -> render("{{include 'v' 'gzip'}}", Map.of()))
        .hasMessageContaining("found \"gzip\", expected one of handlebars, identity");
  }

  @Test
  void filesOutsideOfTheDirectoryAndMissingOnesAreErrors() {
    file("a/../../etc", "x");
    for (String path : new String[] {"../x", "/etc/passwd", "a/../../x", "c:\\x", "", "a\\..\\b"}) {
      assertThatThrownBy(() -> render("{{include p}}", Map.of("p", path)))
          .hasMessageContaining("expected a path inside the provisioning directory");
    }
    assertThatThrownBy(() -> render("\n{{include 'none'}}", Map.of()))
        .hasMessage("main.stj, line 2, column 1: include: there is no file \"none\"");
  }

  @Test
  void anErrorInAnIncludedFileNamesThatFile() {
    file("inner", "x\n{{#if}}");
    assertThatThrownBy(() -> render("{{include 'inner'}}", Map.of()))
        .hasMessage("inner, line 2, column 1: if: found no argument, expected what it is about");
  }

  @Test
  void aFileThatIncludesItselfEnds() {
    file("loop", "x{{include 'loop'}}");
    assertThatThrownBy(() -> render("{{include 'loop'}}", Map.of()))
        .hasMessageContaining("includes are nested more than 16 deep");
  }

  @Test
  void linesOfTheOutputAreTracedToTheFileTheyCameFrom() {
    file("y.sty", "- a: 1\n  b: 2");
    Rendered out =
        Template.compile(
                "main.sty",
                "a: 1\n{{#if x}}\n\n{{/if}}\nnodes:\n{{include 'y.sty' 'yaml'}}\nlast: 1",
                path -> Optional.ofNullable(files.get(path)),
                TemplateLimits.IMPORT)
            .trace(Map.of(), NodeResolver.NONE);
    assertThat(out.text()).isEqualTo("a: 1\n\nnodes:\n- a: 1\n  b: 2\nlast: 1");
    assertThat(out.lines().place(1)).hasToString("main.sty, line 1");
    assertThat(out.lines().place(3)).hasToString("main.sty, line 5");
    assertThat(out.lines().place(5)).hasToString("y.sty, line 2");
    assertThat(out.lines().place(6)).hasToString("main.sty, line 7");
  }
}
