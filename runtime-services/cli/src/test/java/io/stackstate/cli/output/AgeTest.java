package io.stackstate.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeTest {
  @ParameterizedTest
  @CsvSource({
    "0,0s",
    "119,119s",
    "120,2m",
    "125,2m5s",
    "3600,60m",
    "10800,3h",
    "12000,3h20m",
    "36000,10h",
    "172800,2d",
    "176400,2d1h",
    "864000,10d",
    "-5,0s"
  })
  void agesAreShort(long seconds, String expected) {
    assertThat(Age.of(Duration.ofSeconds(seconds))).isEqualTo(expected);
  }

  @Test
  void whatIsNoTimeHasNoAge() {
    assertThat(Age.of("", Instant.EPOCH)).isEqualTo("-");
  }
}
