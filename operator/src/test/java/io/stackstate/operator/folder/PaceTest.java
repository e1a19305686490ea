package io.stackstate.operator.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.operator.content.Next;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "3,4", "6,32", "7,60", "1000,60"})
  void failuresBackOff(int failures, long seconds) {
    Next retry = new Next.Retry(Optional.empty());

    assertThat(Pace.LOCAL.delay(retry, failures)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void theServersWishCountsWhenItIsLonger() {
    Next patient = new Next.Retry(Optional.of(Duration.ofMinutes(3)));
    Next hasty = new Next.Retry(Optional.of(Duration.ZERO));

    assertThat(Pace.LOCAL.delay(patient, 1)).isEqualTo(Duration.ofMinutes(3));
    assertThat(Pace.LOCAL.delay(hasty, 3)).isEqualTo(Duration.ofSeconds(4));
  }
}
