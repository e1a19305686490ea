package io.stackstate.functions.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.stackstate.model.metric.MetricPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Telemetry sheet, section 17.10. Times of functions are hours. */
class PredictionTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long NOW = 1_700_000_000_000L;

  private static List<MetricPoint> history(int hours, long step, DoubleUnaryOperator function) {
    List<MetricPoint> points = new ArrayList<>();
    for (long time = NOW - hours * HOUR; time < NOW; time += step) {
      points.add(new MetricPoint(time, function.applyAsDouble(hoursOf(time))));
    }
    return points;
  }

  private static double hoursOf(long time) {
    return (double) (time - NOW) / HOUR;
  }

  private static void continues(
      Predictor predictor,
      List<MetricPoint> history,
      DoubleUnaryOperator function,
      double tolerance) {
    List<MetricPoint> predicted = Prediction.after(history, predictor, NOW, 12 * HOUR, 24);
    assertThat(predicted).hasSize(24);
    assertThat(predicted.get(0).timeMillis()).isEqualTo(NOW + HOUR / 2);
    assertThat(predicted.get(23).timeMillis()).isEqualTo(NOW + 12 * HOUR);
    for (MetricPoint point : predicted) {
      double expected = function.applyAsDouble(hoursOf(point.timeMillis()));
      assertThat(point.value())
          .as("%s at %f h", predictor, hoursOf(point.timeMillis()))
          .isCloseTo(expected, within(tolerance));
    }
  }

  @ParameterizedTest
  @EnumSource(Predictor.class)
  void aConstantStays(Predictor predictor) {
    continues(predictor, history(48, 5 * MINUTE, t -> 42.5), t -> 42.5, 1e-6);
    continues(predictor, history(48, 5 * MINUTE, t -> 0), t -> 0, 1e-6);
  }

  @ParameterizedTest
  @EnumSource(value = Predictor.class, names = "HMN", mode = EnumSource.Mode.EXCLUDE)
  void aLineGoesOn(Predictor predictor) {
    continues(predictor, history(24, 5 * MINUTE, t -> 80 + 2 * t), t -> 80 + 2 * t, 1e-3);
  }

  @RepeatedTest(20)
  void aSineGoesOn(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    double period = 3 + 30 * random.nextDouble();
    double phase = 2 * Math.PI * random.nextDouble();
    double slope = random.nextDouble() - 0.5;
    DoubleUnaryOperator sine =
        t -> 50 + slope * t + 10 * Math.sin(2 * Math.PI * t / period + phase);

    continues(Predictor.FFT, history(7 * 24, 10 * MINUTE, sine), sine, 1);
  }

  @RepeatedTest(10)
  void severalOscillationsGoOnUnderNoise(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    DoubleUnaryOperator day =
        t -> 100 + 20 * Math.sin(2 * Math.PI * t / 24) + 8 * Math.cos(2 * Math.PI * t / 6);
    List<MetricPoint> noisy =
        history(7 * 24, 10 * MINUTE, t -> day.applyAsDouble(t) + random.nextGaussian());

    continues(Predictor.FFT, noisy, day, 3);
    continues(Predictor.HMN, noisy, day, 6);
  }

  @RepeatedTest(10)
  void gapsAndWhatIsNoNumberDoNoHarm(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    DoubleUnaryOperator day = t -> 10 * Math.sin(2 * Math.PI * t / 24);
    List<MetricPoint> points = new ArrayList<>();
    for (MetricPoint point : history(7 * 24, 10 * MINUTE, day)) {
      boolean inGap = point.timeMillis() > NOW - 60 * HOUR && point.timeMillis() < NOW - 58 * HOUR;
      if (!inGap && random.nextDouble() < 0.8) {
        points.add(point);
      }
      if (random.nextDouble() < 0.1) {
        points.add(new MetricPoint(point.timeMillis(), Double.NaN));
        points.add(new MetricPoint(point.timeMillis(), Double.NEGATIVE_INFINITY));
      }
    }
    Collections.shuffle(points, random);

    continues(Predictor.FFT, points, day, 1);
    continues(Predictor.HMN, points, day, 2);
    continues(
        Predictor.LINEAR,
        points.stream().map(p -> new MetricPoint(p.timeMillis(), hoursOf(p.timeMillis()))).toList(),
        t -> t,
        0.01);
  }

  @ParameterizedTest
  @EnumSource(Predictor.class)
  void aShortHistoryGoesOnWhereItIs(Predictor predictor) {
    List<MetricPoint> history =
        List.of(
            new MetricPoint(NOW - 4 * MINUTE, 7),
            new MetricPoint(NOW - 3 * MINUTE, 1_000),
            new MetricPoint(NOW - 2 * MINUTE, 9),
            new MetricPoint(NOW - MINUTE, 8),
            new MetricPoint(NOW - MINUTE, 8));

    assertThat(Prediction.after(history, predictor, NOW, 12 * HOUR, 12))
        .hasSize(12)
        .allSatisfy(point -> assertThat(point.value()).isEqualTo(8));
    assertThat(Prediction.after(history.subList(0, 1), predictor, NOW, HOUR, 1))
        .containsExactly(new MetricPoint(NOW + HOUR, 7));
    assertThat(Prediction.after(List.of(), predictor, NOW, HOUR, 1)).isEmpty();
    assertThat(Prediction.after(List.of(new MetricPoint(NOW, Double.NaN)), predictor, NOW, HOUR, 1))
        .isEmpty();
  }

  @RepeatedTest(60)
  void whateverTheHistoryThereAreNumbers(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<MetricPoint> history = new ArrayList<>();
    int size = 1 + random.nextInt(400);
    for (int i = 0; i < size; i++) {
      double value = random.nextInt(5) == 0 ? 1e12 * random.nextGaussian() : random.nextInt(3);
      history.add(new MetricPoint(NOW - random.nextInt(1 << 28), value));
    }
    for (Predictor predictor : Predictor.values()) {
      assertThat(Prediction.after(history, predictor, NOW, 12 * HOUR, 1 + random.nextInt(100)))
          .allSatisfy(point -> assertThat(point.value()).isFinite());
    }
  }

  @Test
  void unreasonableQuestionsAreRefused() {
    assertThatThrownBy(() -> Prediction.after(List.of(), Predictor.FFT, NOW, 0, 1))
        .hasMessageContaining("expected 1 to 10000 points in a time above 0");
    assertThatThrownBy(() -> Prediction.after(List.of(), Predictor.FFT, NOW, 1, 10_001))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Predictor.of(" fft")).contains(Predictor.FFT);
    assertThat(Predictor.of("arima")).isEmpty();
  }
}
