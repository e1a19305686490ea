package io.stackstate.health.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.health.monitor.MonitorFunctions.State;
import io.stackstate.model.change.HealthState;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Health sheet, sections 3.1 and 3.2. */
class RemediationHintTest {
  private static String hint(String text, Map<String, Object> data) {
    return RemediationHint.of(text)
        .of(new State("s", HealthState.CRITICAL, "urn:pod:/shop a", "", "", data));
  }

  @Test
  void namesLabelsAndTheComponent() {
    assertThat(
            hint(
                "Look at `{{ labels.pod }}` in [logs](/logs?of={{componentUrnForUrl}}), {{ more }}",
                Map.of("labels", Map.of("pod", "cart-1"), "more", 3)))
        .isEqualTo("Look at `cart-1` in [logs](/logs?of=urn%3Apod%3A%2Fshop+a), 3");
  }

  @Test
  void whatCannotBeFilledInIsShownAsItStands() {
    assertThat(hint("{{#if labels.a}}open", Map.of())).isEqualTo("{{#if labels.a}}open");
    assertThat(hint("{{ get \"urn:x\" }}", Map.of())).isEqualTo("{{ get \"urn:x\" }}");
    assertThat(hint("  plain } text { ", Map.of())).isEqualTo("plain } text {");
    assertThat(hint("", Map.of())).isEmpty();
  }

  @Test
  void isOfBoundedLength() {
    assertThat(hint("x".repeat(20_000), Map.of())).hasSize(10_003);
  }
}
