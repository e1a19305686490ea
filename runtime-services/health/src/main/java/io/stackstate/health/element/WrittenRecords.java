package io.stackstate.health.element;

import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongByteHashMap;
import com.carrotsearch.hppc.LongLongHashMap;
import com.dynatrace.hash4j.hashing.Hashing;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import java.util.Optional;

/**
 * Which health records stand in the log, by a hash of each: what is the same is not written again.
 * And which states they say, so that it is known what a new one changes.
 */
final class WrittenRecords {
  private static final HealthState[] STATES = HealthState.values();
  private static final int SHIFT = 3;
  private static final int MASK = (1 << SHIFT) - 1;
  private static final Said NOTHING = new Said(HealthState.UNKNOWN, HealthState.UNKNOWN);

  private final LongLongHashMap hashes = new LongLongHashMap();
  private final LongByteHashMap states = new LongByteHashMap();

  /** What is to be written; a null record deletes. */
  @SuppressWarnings("ArrayRecordComponent")
  record Difference(byte[] record, Said before) {}

  /** The states that a record says; both unknown when there is none. */
  record Said(HealthState own, HealthState propagated) {}

  /** A record stands in the log; null for none. */
  void put(long id, byte[] record, Health health) {
    if (record == null) {
      hashes.remove(id);
      states.remove(id);
    } else {
      hashes.put(id, hash(record));
      states.put(id, (byte) (health.own().ordinal() | health.propagated().ordinal() << SHIFT));
    }
  }

  /** Notes what the log will say, and tells whether that is something else than it says now. */
  Optional<Difference> difference(long id, byte[] record, Health health) {
    boolean there = hashes.containsKey(id);
    if (record == null ? !there : there && hashes.get(id) == hash(record)) {
      return Optional.empty();
    }
    Said before = there ? said(states.get(id)) : NOTHING;
    put(id, record, health);
    return Optional.of(new Difference(record, before));
  }

  private static Said said(byte packed) {
    return new Said(STATES[packed & MASK], STATES[packed >> SHIFT]);
  }

  /** The ids of all elements that have a record. */
  LongArrayList ids() {
    return new LongArrayList(hashes.keys());
  }

  private static long hash(byte[] record) {
    return Hashing.komihash5_0().hashBytesToLong(record);
  }
}
