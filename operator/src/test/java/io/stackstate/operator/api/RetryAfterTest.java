package io.stackstate.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  @Test
  void readsSecondsAndDatesWithinReason() {
    assertThat(RetryAfter.parse("7")).isEqualTo(Duration.ofSeconds(7));
    assertThat(RetryAfter.parse("999999")).isEqualTo(ApiClient.LONGEST_RETRY_AFTER);
    assertThat(RetryAfter.parse("Fri, 31 Dec 2100 23:59:59 GMT"))
        .isEqualTo(ApiClient.LONGEST_RETRY_AFTER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "Fri, 31 Dec 1999 23:59:59 GMT"})
  void whatCannotBeUsedIsAbsent(String header) {
    assertThat(RetryAfter.parse(header)).isNull();
    assertThat(RetryAfter.parse(null)).isNull();
  }
}
