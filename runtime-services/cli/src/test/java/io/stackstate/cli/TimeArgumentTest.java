package io.stackstate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases V8 and V9 of the query sheet, section 15.2. */
class TimeArgumentTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1672531200000",
        "2023-01-01T00:00:00Z",
        "2023-01-01T00:00:00.000Z",
        "2023-01-01T02:00:00+02:00"
      })
  void theSameInstantInAllItsForms(String text) {
    assertThat(TimeArgument.parse("--at", text, NOW))
        .isEqualTo(Instant.ofEpochMilli(1_672_531_200_000L));
  }

  @ParameterizedTest
  @CsvSource({
    "now,2026-01-01T00:00:00Z",
    "-5m,2025-12-31T23:55:00Z",
    "+1h,2026-01-01T01:00:00Z",
    "-30s,2025-12-31T23:59:30Z",
    "-2d,2025-12-30T00:00:00Z",
    "-1w,2025-12-25T00:00:00Z"
  })
  void relativeToNow(String text, Instant expected) {
    assertThat(TimeArgument.parse("--at", text, NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5 minutes", "1M", "-5", "-5M", "yesterday", "2023-01-01", "- 5m"})
  void anythingElseNamesTheForms(String text) {
    assertThatThrownBy(() -> TimeArgument.parse("--at", text, NOW))
        .hasMessageContaining("found \"" + text + "\", expected -5m");
  }
}
