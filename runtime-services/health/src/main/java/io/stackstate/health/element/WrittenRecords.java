package io.stackstate.health.element;

import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongByteHashMap;
import com.carrotsearch.hppc.LongLongHashMap;
import com.carrotsearch.hppc.LongObjectHashMap;
import com.dynatrace.hash4j.hashing.Hashing;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.health.BoundCheckState;
import java.util.Optional;

/**
 * Which health records stand in the log, by a hash of each: what is the same is not written again.
 * And which states they say, so that it is known what a new one changes.
 */
final class WrittenRecords {
  private static final HealthState[] STATES = HealthState.values();
  private static final int SHIFT = 3;
  private static final int MASK = (1 << SHIFT) - 1;
  private static final Said NOTHING =
      new Said(HealthState.UNKNOWN, HealthState.UNKNOWN, RunStates.UNKNOWN);

  private final LongLongHashMap hashes = new LongLongHashMap();
  private final LongByteHashMap states = new LongByteHashMap();

  /** Of elements whose run state is known. */
  private final LongObjectHashMap<String> runStates = new LongObjectHashMap<>();

  /** Of elements that are unhealthy a hash of what fails, as events tell it. */
  private final LongLongHashMap failing = new LongLongHashMap();

  /**
   * What is to be written; a null record deletes.
   *
   * @param failing whether the record says that something else fails than before: another check, or
   *     one with another title or state. Another message alone, which may hold a measured value, is
   *     no such difference: it would be one with each run of a monitor
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Difference(byte[] record, Said before, boolean failing) {}

  /** The states that a record says; all unknown when there is none. */
  record Said(HealthState own, HealthState propagated, String runState) {}

  /** A record stands in the log; null for none. */
  void put(long id, byte[] record, Health health) {
    if (record == null) {
      hashes.remove(id);
      states.remove(id);
      failing.remove(id);
      runStates.remove(id);
    } else {
      hashes.put(id, hash(record));
      states.put(id, (byte) (health.own().ordinal() | health.propagated().ordinal() << SHIFT));
      if (health.own().compareTo(HealthState.DEVIATING) >= 0) {
        failing.put(id, failing(health));
      } else {
        failing.remove(id);
      }
      String runState = RunStates.of(health.checks());
      if (runState.equals(RunStates.UNKNOWN)) {
        runStates.remove(id);
      } else {
        runStates.put(id, runState);
      }
    }
  }

  private static long failing(Health health) {
    StringBuilder all = new StringBuilder();
    for (BoundCheckState check : health.checks()) {
      if (check.health().compareTo(HealthState.DEVIATING) >= 0) {
        all.append(check.id()).append(check.health()).append(check.name()).append('\n');
      }
    }
    return Hashing.komihash5_0().hashCharsToLong(all);
  }

  /** Notes what the log will say, and tells whether that is something else than it says now. */
  Optional<Difference> difference(long id, byte[] record, Health health) {
    boolean there = hashes.containsKey(id);
    if (record == null ? !there : there && hashes.get(id) == hash(record)) {
      return Optional.empty();
    }
    Said before = there ? said(id) : NOTHING;
    long failed = failing.get(id);
    put(id, record, health);
    return Optional.of(new Difference(record, before, failed != failing.get(id)));
  }

  private Said said(long id) {
    byte packed = states.get(id);
    return new Said(
        STATES[packed & MASK],
        STATES[packed >> SHIFT],
        runStates.getOrDefault(id, RunStates.UNKNOWN));
  }

  /** The ids of all elements that have a record. */
  LongArrayList ids() {
    return new LongArrayList(hashes.keys());
  }

  private static long hash(byte[] record) {
    return Hashing.komihash5_0().hashBytesToLong(record);
  }
}
