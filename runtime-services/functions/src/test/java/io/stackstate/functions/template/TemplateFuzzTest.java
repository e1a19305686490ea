package io.stackstate.functions.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TemplateFuzzTest {
  private static final List<String> PIECES =
      List.of(
          "{{",
          "}}",
          "{{{",
          "}}}",
          "{{#",
          "{{/",
          "{{^",
          "{{else}}",
          "if",
          "join",
          "each",
          "with",
          " ",
          "\"",
          "'",
          "\\",
          "\\{{",
          "\\}}",
          "(",
          ")",
          "a",
          "a.b",
          "..",
          ".",
          "/",
          "@index",
          "@",
          "=",
          "1",
          "-",
          "[",
          "]",
          "include",
          "'f'",
          "concat",
          "get",
          "add",
          "!",
          "--",
          ">",
          "&",
          "\n",
          "é",
          "\u0000",
          "this");

  @Test
  void anyTextRendersOrFailsWithAPlaceInIt() {
    Random random = new Random(7);
    Map<String, Object> parameters = Map.of("a", Map.of("b", List.of(1, "x", Map.of())));
    int rendered = 0;
    for (int i = 0; i < 60_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(14); n >= 0; n--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      try {
        Template.compile(
                "t",
                text.toString(),
                path -> Optional.of("{{a}}".getBytes()),
                TemplateLimits.ELEMENT)
            .render(parameters, NodeResolver.NONE);
        rendered++;
      } catch (TemplateException e) {
        assertThat(e.line()).isPositive();
        assertThat(e.column()).isBetween(1, text.length() + 1);
        assertThat(e.problem()).isNotBlank();
      }
    }
    assertThat(rendered).isBetween(1_000, 59_000);
  }

  @Test
  void whatIsPrintedInsideAStringIsAlwaysReadBackAsItWas() throws Exception {
    Random random = new Random(11);
    Template template =
        Template.compile(
            "t",
            "{\"a\":\"{{v}}\",\"l\":[{{#join l \",\"}}\"{{this}}\"{{/join}}],\"b\":\"x{{#if v}}{{v}}{{/if}}y\"}",
            TemplateFiles.NONE,
            TemplateLimits.ELEMENT);
    for (int i = 0; i < 5_000; i++) {
      String value = text(random);
      String second = text(random);
      String out =
          template.render(Map.of("v", value, "l", List.of(value, second)), NodeResolver.NONE);
      JsonNode json = Json.mapper().readTree(out);
      assertThat(json.get("a").textValue()).isEqualTo(value);
      assertThat(json.get("l").get(1).textValue()).isEqualTo(second);
      assertThat(json.get("b").textValue()).isEqualTo("x" + value + "y");
    }
  }

  private static String text(Random random) {
    StringBuilder out = new StringBuilder();
    for (int n = random.nextInt(8); n >= 0; n--) {
      int pick = random.nextInt(4);
      out.append(
          pick == 0
              ? "\"\\/{}\n\t".charAt(random.nextInt(7))
              : (char) (pick == 1 ? random.nextInt(32) : 33 + random.nextInt(600)));
    }
    return out.toString();
  }
}
