package io.stackstate.synchronization.event;

import java.util.HashMap;
import java.util.Map;

/**
 * How many lines a text has that another has not. A line that only moved does not count.
 *
 * @param additions lines of the new text only
 * @param deletions lines of the old text only
 */
record LineChanges(int additions, int deletions) {

  boolean isNone() {
    return additions == 0 && deletions == 0;
  }

  /** Null is a text without lines. */
  static LineChanges between(String before, String after) {
    if (before != null && before.equals(after)) {
      return new LineChanges(0, 0);
    }
    Map<String, Integer> surplus = new HashMap<>();
    count(before, -1, surplus);
    count(after, 1, surplus);
    int additions = 0;
    int deletions = 0;
    for (int count : surplus.values()) {
      additions += Math.max(0, count);
      deletions += Math.max(0, -count);
    }
    return new LineChanges(additions, deletions);
  }

  private static void count(String text, int sign, Map<String, Integer> surplus) {
    if (text != null) {
      text.lines().forEach(line -> surplus.merge(line, sign, Integer::sum));
    }
  }
}
