package io.stackstate.telemetry.promql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumeralsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "1, 1",
    "1000000, 1000000",
    "0.5, 0.5",
    "-12.25, -12.25",
    "1e20, 100000000000000000000",
    "1e21, 1e+21",
    "-1.5e300, -1.5e+300",
    "0.000001, 0.000001",
    "1e-7, 1e-07",
    "1.25e-300, 1.25e-300",
    "Infinity, +Inf",
    "-Infinity, -Inf",
    "NaN, NaN"
  })
  void numbersAreWrittenAsPrometheusWritesThem(double value, String text) {
    assertThat(Numerals.text(value)).isEqualTo(text);
  }

  @Test
  void everyNumberIsReadBackAsItself() {
    Random random = new Random(5);
    for (int i = 0; i < 10_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(Numerals.text(value))).isEqualTo(value);
      }
    }
  }
}
