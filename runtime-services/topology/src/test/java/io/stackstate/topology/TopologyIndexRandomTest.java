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

  private record Branch(TopologyIndex index, NaiveTopology expected) {}

  @ParameterizedTest
  @ValueSource(longs = {7, 8, 9})
  void copiesGoTheirOwnWays(long seed) {
    Random random = new Random(seed);
    RandomChanges changes = new RandomChanges(seed, 200);
    List<Branch> branches = new ArrayList<>();
    branches.add(new Branch(new TopologyIndex(), new NaiveTopology()));
    for (int number = 0; number < 2_000; number++) {
      Branch branch = branches.get(random.nextInt(branches.size()));
      if (random.nextInt(40) == 0) {
        branches.add(new Branch(branch.index().copy(), branch.expected().copy()));
      }
      Commit commit = new Commit(number, 1_000_000 + number, changes.commit(6));
      branch.index().apply(ParsedCommit.of(commit));
      branch.expected().apply(commit);
      if (random.nextInt(100) == 0) {
        branch.expected().assertShownBy(branch.index().snapshot());
      }
    }
    branches.forEach(branch -> branch.expected().assertShownBy(branch.index().snapshot()));
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
