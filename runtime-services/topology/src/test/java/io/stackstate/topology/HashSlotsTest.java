package io.stackstate.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HashSlotsTest {

  @Test
  void findsWhatIsThereThroughGrowthRemovalAndMassiveCollisions() {
    Random random = new Random(1);
    HashSlots slots = new HashSlots();
    TreeMap<Integer, Integer> hashOf = new TreeMap<>();
    for (int step = 0; step < 60_000; step++) {
      int entry = 1 + random.nextInt(3_000);
      if (hashOf.containsKey(entry)) {
        slots.remove(hashOf.remove(entry), entry);
      } else {
        // Few hashes, some of them at the very end of the table, so that probes wrap around.
        int hash = random.nextInt(3) == 0 ? -1 - random.nextInt(5) : random.nextInt(40) * 97;
        hashOf.put(entry, hash);
        slots.add(hash, entry);
      }
      if (step % 5_000 == 0) {
        assertHolds(slots, hashOf);
      }
    }
    assertHolds(slots, hashOf);
  }

  @Test
  void aFrozenCopyHoldsWhatWasThereThenEvenWhenTheOriginalGrows() {
    HashSlots slots = new HashSlots();
    TreeMap<Integer, Integer> first = new TreeMap<>();
    for (int entry = 1; entry <= 300; entry++) {
      slots.add(Hash.of(entry), entry);
      first.put(entry, Hash.of(entry));
    }
    HashSlots frozen = slots.freeze();
    for (int entry = 301; entry <= 10_000; entry++) {
      slots.add(Hash.of(entry), entry);
    }
    for (int entry = 1; entry <= 300; entry++) {
      slots.remove(Hash.of(entry), entry);
    }
    assertHolds(frozen, first);
    assertThat(slots.count()).isEqualTo(9_700);
  }

  @Test
  void replacesOneEntryOnly() {
    HashSlots slots = new HashSlots();
    slots.add(7, 1);
    slots.add(7, 2);
    slots.replace(7, 1, -5);
    List<Integer> entries = new ArrayList<>();
    slots.forEach(entries::add);
    assertThat(entries).containsExactlyInAnyOrder(-5, 2);
    assertThat(slots.find(7, entry -> entry < 0)).isEqualTo(-5);
  }

  @Test
  void removingWhatIsNotThereIsAnError() {
    HashSlots slots = new HashSlots();
    slots.add(7, 1);
    assertThatIllegalStateException().isThrownBy(() -> slots.remove(7, 2));
    assertThatIllegalStateException().isThrownBy(() -> slots.remove(8, 1));
  }

  private static void assertHolds(HashSlots slots, TreeMap<Integer, Integer> hashOf) {
    assertThat(slots.count()).isEqualTo(hashOf.size());
    hashOf.forEach((entry, hash) -> assertThat(slots.find(hash, e -> e == entry)).isEqualTo(entry));
    assertThat(slots.find(12_345, e -> true)).isZero();
    TreeSet<Integer> all = new TreeSet<>();
    slots.forEach(all::add);
    assertThat(all).isEqualTo(new TreeSet<>(hashOf.keySet()));
  }
}
