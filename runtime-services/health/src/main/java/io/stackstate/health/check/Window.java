package io.stackstate.health.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The newest points of a stream in the order of their times, of equal times in the order of their
 * arrival. It holds a bounded number of points: of more that fall into the window, the newest. One
 * thread.
 */
final class Window {
  private static final int INITIAL = 8;

  private final int maxPoints;
  private long[] times = new long[INITIAL];
  private double[] values = new double[INITIAL];
  private int first;
  private int size;

  Window(int maxPoints) {
    this.maxPoints = maxPoints;
  }

  int size() {
    return size;
  }

  /** Adds a point; one that is older than all of a full window is left out. */
  void add(long time, double value) {
    if (size == maxPoints) {
      if (time < times[first]) {
        return;
      }
      first = at(1);
      size--;
    }
    if (size == times.length) {
      grow();
    }
    int place = size;
    while (place > 0 && times[at(place - 1)] > time) {
      times[at(place)] = times[at(place - 1)];
      values[at(place)] = values[at(place - 1)];
      place--;
    }
    times[at(place)] = time;
    values[at(place)] = value;
    size++;
  }

  /** Forgets all points of this time and before. */
  void forget(long time) {
    while (size > 0 && times[first] <= time) {
      first = at(1);
      size--;
    }
  }

  /** How many points are later than {@code after}: the last ones. */
  int countAfter(long after) {
    int count = 0;
    while (count < size && times[at(size - 1 - count)] > after) {
      count++;
    }
    return count;
  }

  /** The time of the oldest of the last {@code count} points; there are that many. */
  long oldest(int count) {
    return times[at(size - count)];
  }

  double last() {
    return values[at(size - 1)];
  }

  /** The mean of the last {@code count} points, of which there is at least one. */
  double average(int count) {
    double sum = 0;
    for (int i = size - count; i < size; i++) {
      sum += values[at(i)];
    }
    return sum / count;
  }

  /**
   * The smallest of the last {@code count} points that this percentage of them does not exceed.
   *
   * @param percentile in {@code (0, 100]}
   */
  double percentile(int count, double percentile) {
    double[] sorted = new double[count];
    for (int i = 0; i < count; i++) {
      sorted[i] = values[at(size - count + i)];
    }
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(percentile / 100 * count) - 1];
  }

  /**
   * The points later than {@code after} and not later than {@code until}, as functions see them.
   */
  List<Map<String, Object>> between(long after, long until) {
    List<Map<String, Object>> points = new ArrayList<>();
    for (int i = size - countAfter(after); i < size && times[at(i)] <= until; i++) {
      points.add(Map.of("timestamp", times[at(i)], "point", values[at(i)]));
    }
    return points;
  }

  private int at(int place) {
    int index = first + place;
    return index >= times.length ? index - times.length : index;
  }

  private void grow() {
    int capacity = Math.min(maxPoints, 2 * times.length);
    long[] moreTimes = new long[capacity];
    double[] moreValues = new double[capacity];
    for (int i = 0; i < size; i++) {
      moreTimes[i] = times[at(i)];
      moreValues[i] = values[at(i)];
    }
    times = moreTimes;
    values = moreValues;
    first = 0;
  }
}
