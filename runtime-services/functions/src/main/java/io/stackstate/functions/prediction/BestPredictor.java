package io.stackstate.functions.prediction;

import io.stackstate.model.metric.MetricPoint;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses the predictor that would have foretold the end of a history best. Pure. Of those that do
 * about the same it is the plainest.
 */
public final class BestPredictor {
  private static final List<Predictor> PLAINEST_FIRST =
      List.of(Predictor.LINEAR, Predictor.FFT, Predictor.HMN);

  /** So much less wrong a predictor must be to be preferred to a plainer one. */
  private static final double BETTER = 0.95;

  private static final int COMPARED = 48;

  private BestPredictor() {}

  /**
   * @param history in any order
   * @param horizonMillis how far the prediction is to go; the end is no more than that, and no more
   *     than a quarter of the history
   */
  public static Predictor of(List<MetricPoint> history, long horizonMillis) {
    List<MetricPoint> known =
        history.stream()
            .filter(point -> Double.isFinite(point.value()))
            .sorted(Comparator.comparingLong(MetricPoint::timeMillis))
            .toList();
    if (known.size() < 2) {
      return PLAINEST_FIRST.get(0);
    }
    long last = known.get(known.size() - 1).timeMillis();
    long kept = Math.min(horizonMillis, (last - known.get(0).timeMillis()) / 4);
    List<MetricPoint> before = known.stream().filter(p -> p.timeMillis() <= last - kept).toList();
    List<MetricPoint> after = known.subList(before.size(), known.size());
    if (kept < COMPARED || before.isEmpty() || after.isEmpty()) {
      return PLAINEST_FIRST.get(0);
    }
    Predictor best = null;
    double least = Double.POSITIVE_INFINITY;
    for (Predictor predictor : PLAINEST_FIRST) {
      double error = error(Prediction.after(before, predictor, last - kept, kept, COMPARED), after);
      if (best == null || error < BETTER * least) {
        best = predictor;
        least = error;
      }
    }
    return best;
  }

  /** The mean distance of what came from what was foretold for the next of the times. */
  private static double error(List<MetricPoint> foretold, List<MetricPoint> came) {
    double sum = 0;
    int place = 0;
    for (MetricPoint point : came) {
      while (place < foretold.size() - 1 && foretold.get(place).timeMillis() < point.timeMillis()) {
        place++;
      }
      sum += Math.abs(foretold.get(place).value() - point.value());
    }
    return sum / came.size();
  }
}
