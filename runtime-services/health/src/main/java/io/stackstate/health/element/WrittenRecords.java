package io.stackstate.health.element;

import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongLongHashMap;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.Optional;

/**
 * Which health records stand in the log, by a hash of each: what is the same is not written again.
 */
final class WrittenRecords {
  private final LongLongHashMap hashes = new LongLongHashMap();

  /** What is to be written; a null record deletes. */
  record Difference(byte[] record) {}

  /** A record stands in the log; null for none. */
  void put(long id, byte[] record) {
    if (record == null) {
      hashes.remove(id);
    } else {
      hashes.put(id, hash(record));
    }
  }

  /** Notes what the log will say, and tells whether that is something else than it says now. */
  Optional<Difference> difference(long id, byte[] record) {
    boolean there = hashes.containsKey(id);
    if (record == null ? !there : there && hashes.get(id) == hash(record)) {
      return Optional.empty();
    }
    put(id, record);
    return Optional.of(new Difference(record));
  }

  /** The ids of all elements that have a record. */
  LongArrayList ids() {
    return new LongArrayList(hashes.keys());
  }

  private static long hash(byte[] record) {
    return Hashing.komihash5_0().hashBytesToLong(record);
  }
}
