package io.stackstate.health.element;

import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.LongLongHashMap;
import com.carrotsearch.hppc.LongObjectHashMap;
import com.carrotsearch.hppc.cursors.LongCursor;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.function.LongConsumer;

/**
 * Which relations have an external id. Relations have no global identifiers (topology sheet,
 * section 1.1); the external id is the one name by which a sender can say that a check state is
 * about a relation. Kept as hashes: who asks looks at what he is given. One thread.
 */
final class RelationNames {
  private final LongLongHashMap names = new LongLongHashMap();

  /** The one relation of a hash, or the first. */
  private final LongLongHashMap first = new LongLongHashMap();

  private final LongObjectHashMap<LongHashSet> more = new LongObjectHashMap<>();

  /** Sets the name of a relation; null when it is gone. */
  void put(long relation, String name) {
    if (names.containsKey(relation)) {
      remove(relation, names.remove(relation));
    }
    if (name != null) {
      long hash = hash(name);
      names.put(relation, hash);
      if (!first.putIfAbsent(hash, relation)) {
        LongHashSet others = more.get(hash);
        if (others == null) {
          others = new LongHashSet(2);
          more.put(hash, others);
        }
        others.add(relation);
      }
    }
  }

  private void remove(long relation, long hash) {
    LongHashSet others = more.get(hash);
    if (first.get(hash) != relation) {
      others.removeAll(relation);
    } else if (others == null) {
      first.remove(hash);
    } else {
      long next = others.iterator().next().value;
      others.removeAll(next);
      first.put(hash, next);
    }
    if (others != null && others.isEmpty()) {
      more.remove(hash);
    }
  }

  /** Visits the relations that may have this name. */
  void forEach(String name, LongConsumer visitor) {
    long hash = hash(name);
    if (first.containsKey(hash)) {
      visitor.accept(first.get(hash));
      for (LongCursor other : more.getOrDefault(hash, new LongHashSet(0))) {
        visitor.accept(other.value);
      }
    }
  }

  private static long hash(String name) {
    return Hashing.komihash5_0().hashCharsToLong(name);
  }
}
