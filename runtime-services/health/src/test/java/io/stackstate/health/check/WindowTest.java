package io.stackstate.health.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
  private static final int STEPS = 3_000;
  private static final int MAX_POINTS = 50;

  private record Point(long time, double value) {}

  /** All points in a list, sorted and cut by the words of the contract. */
  private static final class Naive {
    private final List<Point> points = new ArrayList<>();

    void add(long time, double value) {
      points.add(new Point(time, value));
      points.sort(Comparator.comparingLong(Point::time));
      if (points.size() > MAX_POINTS) {
        points.remove(0);
      }
    }

    void forget(long time) {
      points.removeIf(point -> point.time() <= time);
    }

    List<Double> after(long time) {
      return points.stream().filter(p -> p.time() > time).map(Point::value).toList();
    }

    double percentile(long time, double percentile) {
      List<Double> sorted = after(time).stream().sorted().toList();
      return sorted.stream()
          .filter(
              candidate ->
                  sorted.stream().filter(other -> other <= candidate).count()
                      >= percentile / 100 * sorted.size())
          .findFirst()
          .orElseThrow();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void saysWhatAListOfAllPointsSays(long seed) {
    Random random = new Random(seed);
    Window window = new Window(MAX_POINTS);
    Naive naive = new Naive();
    long now = 0;
    for (int step = 0; step < STEPS; step++) {
      now += random.nextInt(4);
      if (random.nextInt(10) == 0) {
        long before = now - random.nextInt(60);
        window.forget(before);
        naive.forget(before);
      }
      long time = now - (random.nextInt(5) == 0 ? random.nextInt(40) : 0);
      double value = random.nextInt(100);
      window.add(time, value);
      naive.add(time, value);
      compare(window, naive, now - random.nextInt(50), random);
    }
  }

  private static void compare(Window window, Naive naive, long after, Random random) {
    List<Double> expected = naive.after(after);
    int count = window.countAfter(after);
    assertThat(window.size()).isEqualTo(naive.points.size()).isLessThanOrEqualTo(MAX_POINTS);
    assertThat(count).isEqualTo(expected.size());
    if (count > 0) {
      assertThat(window.last()).isEqualTo(expected.get(count - 1));
      assertThat(window.average(count))
          .isEqualTo(expected.stream().mapToDouble(v -> v).average().orElseThrow(), within(1e-9));
      double percentile = 1 + random.nextInt(100);
      assertThat(window.percentile(count, percentile))
          .isEqualTo(naive.percentile(after, percentile));
      assertThat(window.oldest(count))
          .isEqualTo(naive.points.get(naive.points.size() - count).time());
    }
  }
}
