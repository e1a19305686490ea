package io.stackstate.telemetry.event;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many events there are in a part of an interval.
 *
 * @param from epoch milliseconds, included
 * @param to epoch milliseconds, not included
 * @param byCategory without those that have none
 */
public record EventBucket(long from, long to, long count, Map<String, Long> byCategory) {
  public EventBucket {
    byCategory = new TreeMap<>(byCategory);
  }
}
