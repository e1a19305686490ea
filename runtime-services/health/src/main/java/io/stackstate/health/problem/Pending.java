package io.stackstate.health.problem;

import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.cursors.LongCursor;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The elements that are to be looked at, each after the time to settle: it runs from the first
 * change, so a region that never comes to rest is looked at again and again. One thread.
 */
final class Pending {
  private final long settleMillis;

  /** Since when; the order of insertion is that of time. */
  private final Map<Long, Long> since = new LinkedHashMap<>();

  Pending(long settleMillis) {
    this.settleMillis = settleMillis;
  }

  void add(long element, long now) {
    since.putIfAbsent(element, now);
  }

  /** Takes those whose time has come. */
  LongArrayList due(long now) {
    LongArrayList due = new LongArrayList();
    Iterator<Map.Entry<Long, Long>> all = since.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Long, Long> next = all.next();
      // A clock that was set back must not keep anybody waiting for longer.
      long waited = now - next.getValue();
      if (waited >= 0 && waited < settleMillis) {
        return due;
      }
      due.add(next.getKey());
      all.remove();
    }
    return due;
  }

  void remove(LongArrayList elements) {
    if (!since.isEmpty()) {
      for (LongCursor element : elements) {
        since.remove(element.value);
      }
    }
  }
}
