package io.stackstate.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventPublisherTest {

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z, 2026-01-01T00:00:00.000000Z",
    "2026-01-01T00:00:00.033Z, 2026-01-01T00:00:00.033000Z",
    "2026-01-01T00:00:00.032999999Z, 2026-01-01T00:00:00.032999Z",
    "2026-01-01T00:00:00.123456Z, 2026-01-01T00:00:00.123456Z"
  })
  void timesHaveSixDigitsWhateverTheyAre(Instant time, String text) {
    assertThat(EventPublisher.microTime(time).getTime()).isEqualTo(text);
  }
}
