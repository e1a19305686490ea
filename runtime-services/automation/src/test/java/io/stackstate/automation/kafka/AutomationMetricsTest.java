package io.stackstate.automation.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.Outcome;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What can be watched: health sheet, section 13.3 item 8. */
class AutomationMetricsTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AutomationMetrics metrics = new AutomationMetrics(meters);

  private double delivered(String outcome) {
    return meters.get("stackstate.automation.deliveries").tag("outcome", outcome).counter().count();
  }

  @Test
  void eachAttemptIsCountedByItsOutcome() {
    metrics.delivered(new Outcome.Delivered(Optional.empty()));
    metrics.delivered(new Outcome.Delivered(Optional.of("key")));
    metrics.delivered(new Outcome.Retry(FailureCategory.DNS, "no name", Optional.empty()));
    metrics.delivered(new Outcome.Refused(FailureCategory.HTTP, "400"));
    metrics.delivered(new Outcome.AuthFailed("401"));
    metrics.delivered(new Outcome.Gone("410"));

    assertThat(delivered("Delivered")).isEqualTo(2);
    assertThat(delivered("retry-DNS")).isEqualTo(1);
    assertThat(delivered("refused-HTTP")).isEqualTo(1);
    assertThat(delivered("AuthFailed")).isEqualTo(1);
    assertThat(delivered("Gone")).isEqualTo(1);
  }

  @Test
  void whatIsNotToldIsCountedByItsReason() {
    metrics.suppressed(Map.of("silence", 2L, "dedup", 1L));
    metrics.suppressed(Map.of("silence", 1L));

    assertThat(meters.get("stackstate.automation.suppressed").tag("reason", "silence").counter())
        .satisfies(counter -> assertThat(counter.count()).isEqualTo(3));
  }

  @Test
  void whatIsOpenAndWhatWaitsIsThatOfNow() {
    metrics.state(7, 3, 61_500);

    assertThat(meters.get("stackstate.automation.notifications.open").gauge().value()).isEqualTo(7);
    assertThat(meters.get("stackstate.automation.messages.waiting").gauge().value()).isEqualTo(3);
    assertThat(meters.get("stackstate.automation.messages.oldest.seconds").gauge().value())
        .isEqualTo(61);
  }
}
