package io.stackstate.topology;

import io.stackstate.model.change.Commit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyIndexRandomTest {
  private record Kept(TopologySnapshot snapshot, NaiveTopology expected) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void showsWhatPlainMapsShowAndOldSnapshotsNeverChange(long seed) {
    Random random = new Random(seed);
    RandomChanges changes = new RandomChanges(seed, 40);
    TopologyIndex index = new TopologyIndex();
    NaiveTopology naive = new NaiveTopology();
    List<Kept> kept = new ArrayList<>();
    for (int number = 0; number < 2_000; number++) {
      Commit commit = new Commit(number, 1_000_000 + number, changes.commit(6));
      index.apply(commit);
      naive.apply(commit);
      if (random.nextInt(10) == 0) {
        naive.assertShownBy(index.snapshot());
      }
      if (random.nextInt(50) == 0) {
        kept.add(new Kept(index.snapshot(), naive.copy()));
      }
    }
    kept.forEach(old -> old.expected().assertShownBy(old.snapshot()));
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void growsOverManyPagesAndShrinksAgain(long seed) {
    RandomChanges changes = new RandomChanges(seed, 1_500);
    TopologyIndex index = new TopologyIndex();
    NaiveTopology naive = new NaiveTopology();
    for (int number = 0; number < 200; number++) {
      Commit commit = new Commit(number, 1_000_000 + number, changes.commit(300));
      index.apply(commit);
      naive.apply(commit);
      if (number % 20 == 0) {
        index.snapshot();
      }
    }
    naive.assertShownBy(index.snapshot());
  }
}
