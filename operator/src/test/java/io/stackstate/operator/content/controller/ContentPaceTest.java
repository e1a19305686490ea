package io.stackstate.operator.content.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.operator.config.OperatorConfig.ContentSettings;
import io.stackstate.operator.content.Next;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentPaceTest {
  private final ContentPace pace =
      new ContentPace(
          new ContentSettings(
              Duration.ofSeconds(60), 20, Duration.ofSeconds(10), Optional.empty()));

  @ParameterizedTest
  @CsvSource({"1, 5", "2, 10", "3, 20", "7, 300", "100, 300"})
  void failuresBackOffToFiveMinutes(int failures, long seconds) {
    assertThat(pace.delay(new Next.Retry(Optional.empty()), failures))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void whatTheServerAsksForIsHonoured() {
    assertThat(pace.delay(new Next.Retry(Optional.of(Duration.ofSeconds(90))), 1))
        .isEqualTo(Duration.ofSeconds(90));
  }

  @ParameterizedTest
  @CsvSource({"1, 60", "120, 60", "200, 100", "1000, 500", "5000, 600", "20000, 1000"})
  void manyResourcesAreLookedAtMoreRarely(int resources, long seconds) {
    IntStream.range(0, resources).forEach(i -> pace.seen("uid-" + i));
    assertThat(pace.delay(new Next.Observe(), 0))
        .isBetween(Duration.ofMillis(900 * seconds), Duration.ofMillis(1100 * seconds));

    IntStream.range(0, resources).forEach(i -> pace.gone("uid-" + i));
    assertThat(pace.delay(new Next.Observe(), 0)).isLessThan(Duration.ofSeconds(67));
  }
}
