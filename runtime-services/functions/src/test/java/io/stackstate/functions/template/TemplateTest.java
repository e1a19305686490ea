package io.stackstate.functions.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplateTest {
  private static final Map<String, Object> ELEMENT =
      Map.of(
          "element",
          Map.of(
              "externalId",
              "app1",
              "data",
              Map.of("host", "h1", "labels", List.of("a", "b"), "map", Map.of("k", "v"))));

  static String render(String template, Map<String, ?> parameters) {
    return Template.compile("t", template, TemplateFiles.NONE, TemplateLimits.ELEMENT)
        .render(parameters, NodeResolver.NONE);
  }

  @Test
  void escapedDelimitersAreTextAndSoIsALoneClosingOne() {
    assertThat(render("\\{{ a \\}}", Map.of("a", 1))).isEqualTo("{{ a }}");
    assertThat(render("{\"a\":{\"b\":1}}", Map.of())).isEqualTo("{\"a\":{\"b\":1}}");
    assertThat(render("{\"a\":{\"b\":{{ x }}}}", Map.of("x", 7))).isEqualTo("{\"a\":{\"b\":7}}");
  }

  @Test
  void aTemplateOfTheFirstStageYieldsTheOneOfTheSecond() {
    String second =
        render("\\{{# join l \",\" \\}}{{url}}-\\{{ this \\}}\\{{/ join \\}}", Map.of("url", "u"));
    assertThat(second).isEqualTo("{{# join l \",\" }}u-{{ this }}{{/ join }}");
    assertThat(render(second, Map.of("l", List.of(1, 2)))).isEqualTo("u-1,u-2");
  }

  @Test
  void valuesInsideStringsAreEscapedAndOthersAreNot() throws Exception {
    String nasty = "q\"b\\s\nnl\ttab\u0001 }} {{x}} é";
    String out =
        render("{\"a\":\"{{v}}\",\"b\": {{n}}, \"c\":\"{{v}}\"}", Map.of("v", nasty, "n", "[1]"));
    JsonNode json = Json.mapper().readTree(out);
    assertThat(json.get("a").textValue()).isEqualTo(nasty);
    assertThat(json.get("c").textValue()).isEqualTo(nasty);
    assertThat(json.get("b").get(0).intValue()).isEqualTo(1);
  }

  @Test
  void aStringStaysOpenAcrossBlocksAndRawTagsNeverEscape() {
    assertThat(render("\"{{#if a}}{{a}}{{else}}x{{/if}}\" {{a}}", Map.of("a", "q\"")))
        .isEqualTo("\"q\\\"\" q\"");
    assertThat(render("\"{{{a}}}{{&a}}\"", Map.of("a", "\\n"))).isEqualTo("\"\\n\\n\"");
    assertThat(render("\"a\\\"{{a}}\"", Map.of("a", "\""))).isEqualTo("\"a\\\"\\\"\"");
  }

  @Test
  void outsideOfJsonEachValueIsEscapedByTheRuleOfItsTarget() {
    Template template =
        Template.compile("t", "say \"{{v}}\" {{{v}}}", TemplateFiles.NONE, TemplateLimits.ELEMENT);
    assertThat(
            template.render(
                Map.of("v", "<\"\\>"), NodeResolver.NONE, text -> text.replace("<", "&lt;")))
        .isEqualTo("say \"&lt;\"\\>\" <\"\\>");
  }

  @Test
  void namesAreLookedUpInTheContextThenInLoopDataThenInTheParameters() {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("name", "own");
    item.put("nothing", null);
    Map<String, Object> parameters =
        Map.of("items", List.of(item), "name", "root", "nothing", "root", "other", "o");
    assertThat(
            render("{{#each items}}{{name}}|{{other}}|{{nothing}}|{{index}}{{/each}}", parameters))
        .isEqualTo("own|o||0");
    assertThat(
            render("{{#each items}}{{../name}}{{this.other}}{{@root.name}}{{/each}}", parameters))
        .isEqualTo("rootroot");
    assertThat(render("{{missing}}{{missing.deeper}}", parameters)).isEmpty();
  }

  @Test
  void joinRendersTheBodyPerItem() {
    assertThat(
            render("{{#join element.data.labels \",\" \"[\" \"]\"}} {{this}} {{/join}}", ELEMENT))
        .isEqualTo("[a,b]");
    assertThat(render("{{#join element.data.map \",\"}}{{key}}:{{this}}{{/join}}", ELEMENT))
        .isEqualTo("k:v");
    assertThat(
            render(
                "{{#join l \";\"}}{{key}}={{value}}@{{element.data.host}}{{/join}}",
                Map.of(
                    "l",
                    List.of(Map.of("key", "k1", "value", 1)),
                    "element",
                    ELEMENT.get("element"))))
        .isEqualTo("k1=1@h1");
    assertThat(render("{{#join no \",\" \"[\" \"]\"}}x{{/join}}", ELEMENT)).isEmpty();
    assertThat(render("{{#join no \",\" \"[\" \"]\"}}x{{/join}}", Map.of("no", List.of())))
        .isEmpty();
  }

  @Test
  void aFieldCalledKeyWinsOverTheKeyOfTheMap() {
    assertThat(
            render(
                "{{#join m \",\"}}{{key}}{{/join}}",
                Map.of("m", Map.of("mapKey", Map.of("key", "own")))))
        .isEqualTo("own");
  }

  @Test
  void emptyZeroAndMissingAreFalse() {
    for (Object value : List.of(false, "", 0, 0.0, List.of(), Map.of(), Optional.empty())) {
      assertThat(render("{{#if v}}yes{{else}}no{{/if}}", Map.of("v", value))).isEqualTo("no");
      assertThat(render("{{#unless v}}no{{^}}yes{{/unless}}", Map.of("v", value))).isEqualTo("no");
      assertThat(render("{{^v}}no{{/v}}", Map.of("v", value))).isEqualTo("no");
    }
    assertThat(render("{{#if v}}yes{{^}}no{{/if}}", Map.of("v", "0"))).isEqualTo("yes");
    assertThat(render("{{#if missing}}yes{{/if}}", Map.of())).isEmpty();
  }

  @Test
  void sectionsLoopConditionOrChangeTheContext() {
    assertThat(render("{{#l}}{{this}}{{/l}}", Map.of("l", List.of(1, 2)))).isEqualTo("12");
    assertThat(render("{{#m}}{{x}}{{/m}}", Map.of("m", Map.of("x", 1)))).isEqualTo("1");
    assertThat(render("{{#b}}{{x}}{{/b}}", Map.of("b", true, "x", 2))).isEqualTo("2");
    assertThat(render("{{#with m}}{{x}}{{/with}}", Map.of("m", Map.of("x", 3)))).isEqualTo("3");
  }

  @Test
  void numbersPrintWithoutExponentAndTrailingZero() {
    assertThat(
            render(
                "{{a}} {{b}} {{c}} {{d}} {{e}}",
                Map.of(
                    "a",
                    7.0,
                    "b",
                    1e21,
                    "c",
                    new BigDecimal("1E+3"),
                    "d",
                    0.25,
                    "e",
                    Long.MAX_VALUE)))
        .isEqualTo("7 1000000000000000000000 1000 0.25 9223372036854775807");
  }

  @Test
  void collectionsPrintAsJson() {
    assertThat(render("{{l}}", Map.of("l", List.of("a", 1)))).isEqualTo("[\"a\",1]");
  }

  @Test
  void pathsHaveSegmentsOfManyKinds() {
    assertThat(
            render(
                "{{a/b}} {{a.[x y]}} {{l.1}} {{l.length}} {{a-b:c}}",
                Map.of("a", Map.of("b", 1, "x y", 2), "l", List.of(8, 9), "a-b:c", 5)))
        .isEqualTo("1 2 9 2 5");
  }

  @Test
  void commentsAndBlanksDisappear() {
    assertThat(render("a{{! x }}b{{!-- }} --}}c{{  d  }}", Map.of("d", "d"))).isEqualTo("abcd");
  }

  @Test
  void helpersTakeLiteralsOfBothQuotesPathsNestedCallsAndNamedArguments() {
    assertThat(render("{{concat 'a\"' \"b'\" x (concat 1 true) k=v}}", Map.of("x", "-")))
        .isEqualTo("a\"b'-1true");
    assertThat(render("{{add 1 2 x}} {{# add 1 0.5}} {{#add 2 2}}{{/add}}", Map.of("x", "-0.5")))
        .isEqualTo("2.5 1.5 4");
    assertThat(render("{{identifier}}", Map.of("identifier", "own field"))).isEqualTo("own field");
    assertThat(render("{{log 'x'}}", Map.of())).isEmpty();
  }

  @Test
  void errorsNameFileLineAndColumn() {
    assertThatThrownBy(() -> render("a\n {{#if x}}b{{/each}}", Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessage("t, line 2, column 12: found {{/each}}, expected {{/if}}");
    assertThatThrownBy(() -> render("{{#if x}}", Map.of()))
        .hasMessageContaining("the block \"if\" is not closed");
    assertThatThrownBy(() -> render("{{nope a}}", Map.of()))
        .hasMessageContaining("line 1, column 3: found \"nope\", expected a helper: add, concat");
    assertThatThrownBy(() -> render("{{a", Map.of()))
        .hasMessageContaining("found the end of the template, expected }}");
    assertThatThrownBy(() -> render("\n\n  {{add 1 'x'}}", Map.of()))
        .hasMessage("t, line 3, column 3: found \"x\", expected a number");
    assertThatThrownBy(() -> render("{{identifier 1}}", Map.of()))
        .hasMessageContaining("identifier: found 1 arguments, expected 3 arguments");
    assertThatThrownBy(() -> render("{{else}}", Map.of()))
        .hasMessageContaining("outside of a block");
    assertThatThrownBy(() -> render("{{concat 'a b}}", Map.of()))
        .hasMessageContaining("line 1, column 10: the string that starts here has no closing '");
  }

  @Test
  void depthStepsAndLengthAreBounded() {
    TemplateLimits small = new TemplateLimits(100, 1000, 8);
    assertThatThrownBy(
            () -> Template.compile("t", "{{#if a}}".repeat(9), TemplateFiles.NONE, small))
        .hasMessageContaining("blocks are nested more than 8 deep");
    assertThatThrownBy(
            () ->
                Template.compile(
                    "t", "{{concat 1 " + "(concat 1 ".repeat(9), TemplateFiles.NONE, small))
        .hasMessageContaining("calls are nested more than 8 deep");
    List<Integer> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.add(i);
    }
    Template long1 = Template.compile("t", "{{#each l}}xxxx{{/each}}", TemplateFiles.NONE, small);
    assertThatThrownBy(() -> long1.render(Map.of("l", many), NodeResolver.NONE))
        .hasMessageContaining("output is longer than 100 characters");
    Template loops =
        Template.compile(
            "t",
            "{{#each l}}{{#each l}}{{#each l}}{{/each}}{{/each}}{{/each}}",
            TemplateFiles.NONE,
            small);
    assertThatThrownBy(() -> loops.render(Map.of("l", many), NodeResolver.NONE))
        .hasMessageContaining("loops run more than 1000 times");
  }
}
