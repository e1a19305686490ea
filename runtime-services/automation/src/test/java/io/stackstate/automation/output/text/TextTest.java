package io.stackstate.automation.output.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.Samples;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
  private static final Map<String, Object> MODEL = NotificationModel.of(Samples.nasty());

  private static String render(String template, Escape escape) {
    return OutputTemplate.of("t", template).render(MODEL, escape);
  }

  @Test
  void eachTargetHasItsEscaping() {
    String title = "<b>\"x\" & *y* {{z}} @everyone\nnext";
    assertThat(render("say \"{{title}}\"", Escape.PLAIN)).isEqualTo("say \"" + title + "\"");
    assertThat(render("{{title}}", Escape.HTML))
        .isEqualTo("&lt;b&gt;&quot;x&quot; &amp; *y* {{z}} @everyone\nnext");
    assertThat(render("{{title}}", Escape.SLACK))
        .isEqualTo("&lt;b&gt;\"x\" &amp; *y* {{z}} @everyone\nnext");
    assertThat(render("*{{title}}*", Escape.MARKDOWN))
        .isEqualTo("*\\<b\\>\"x\" & \\*y\\* {{z}} @\u200beveryone\nnext*");
    assertThat(render("{\"a\":\"{{title}}\"}", Escape.JSON))
        .isEqualTo("{\"a\":\"<b>\\\"x\\\" & *y* {{z}} @everyone\\nnext\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{title.class}}", "{{title.getClass}}", "{{getClass}}", "{{root.class.name}}",
        "{{members.class}}", "{{this.class.classLoader}}", "{{title.bytes}}", "{{@root.class}}"
      })
  void aTemplateReachesValuesOnlyAndNoCode(String template) {
    assertThat(render(template, Escape.PLAIN)).isEmpty();
  }

  @Test
  void aTemplateThatMakesTooMuchIsStopped() {
    String loops = "{{#each links}}{{#each ../links}}{{title}}{{/each}}{{/each}}";
    assertThat(render(loops, Escape.PLAIN)).isEqualTo("ProblemSilenceProblemSilence");
    Map<String, Object> big = NotificationModel.of(Samples.storm(2000));
    assertThatThrownBy(
            () ->
                OutputTemplate.of(
                        "body", "{{#each members}}{{#each ../members}}x{{/each}}{{/each}}")
                    .render(big, Escape.PLAIN))
        .isInstanceOf(DeliveryFailure.class)
        .hasMessageContaining("body, line 1, column");
  }

  @Test
  void severityFollowsTheStateAndTheEnd() {
    assertThat(NotificationModel.severity(Samples.open())).isEqualTo("critical");
    assertThat(NotificationModel.severity(Samples.update())).isEqualTo("warning");
    assertThat(NotificationModel.severity(Samples.close())).isEqualTo("ok");
    assertThat(NotificationModel.of(Samples.close()))
        .containsEntry("close", true)
        .containsEntry("closeReasonText", "The problem is resolved.")
        .containsEntry("closeReason", "ProblemResolved")
        .containsEntry("triggeredAtText", "2023-11-14T22:16:40Z");
  }

  @Test
  void aCutEndsInAMarkAndSplitsNeitherPairsNorEntities() {
    assertThat(Cut.to(5, "abcde")).isEqualTo("abcde");
    assertThat(Cut.to(5, "abcdef")).isEqualTo("abcd…");
    assertThat(Cut.to(3, "a\ud83d\ude00bcd")).isEqualTo("a…");
    assertThat(Cut.to(1, "ab")).isEqualTo("…");
    assertThat(Cut.html(8, "<b>abc &amp; defghi</b>")).isEqualTo("abc …");
  }

  @Test
  void factsCountWhatTheyDoNotName() {
    assertThat(Facts.of(Samples.storm(12)).get("Affected")).endsWith("shop 9 (service) and 2 more");
    assertThat(Facts.of(Samples.storm(500).naming(3)).get("Affected"))
        .isEqualTo("orders (service), shop 1 (service), shop 2 (service) and 497 more");
  }

  @Test
  void theEndOfAProblemShowsTheHealthOfNow() {
    assertThat(Facts.health(Samples.open())).isEqualTo("CRITICAL");
    assertThat(Facts.health(Samples.close())).isEqualTo("CLEAR");
    assertThat(Facts.reason(Samples.close())).isEqualTo("The problem is resolved.");
  }
}
