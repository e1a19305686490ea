package io.stackstate.synchronization.external;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import io.stackstate.model.intake.TopologyPayload;
import io.stackstate.model.settings.SyncStatus;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One synchronizer lives through, the other is killed at random moments, with and without input
 * that was not committed: both must write the same and count the same.
 */
class RandomRestartTest {
  private static final int IDS = 8;

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void makesNoDifference(long seed) {
    Random random = new Random(seed);
    Fixture steady = Fixture.withTwo();
    Fixture killed = Fixture.withTwo();
    for (int step = 0; step < 1_500; step++) {
      long sync = 1 + random.nextInt(2);
      String host = random.nextInt(20) == 0 ? "other" : "host";
      TopologyPayload payload = payload(random);
      steady.feed(sync, host, payload);
      killed.feed(sync, host, payload);
      if (random.nextInt(6) == 0) {
        killed.restart();
      }
      if (random.nextInt(3) == 0) {
        steady.drain();
        killed.drain();
        compare(steady, killed, "seed " + seed + " step " + step);
      }
    }
    assertThat(steady.status(Fixture.A).createdRelations()).isPositive();
    assertThat(steady.status(Fixture.A).errors()).isPositive();
  }

  private static TopologyPayload payload(Random random) {
    String id = "e" + random.nextInt(IDS);
    int kind = random.nextInt(100);
    if (kind < 40) {
      String identifiers = random.nextInt(3) == 0 ? "['i" + random.nextInt(4) + "']" : "[]";
      String data = "{'identifiers':" + identifiers + ",'version':'" + random.nextInt(2) + "'}";
      return Fixture.component(id, random.nextInt(20) == 0 ? "not JSON" : data);
    }
    if (kind < 80) {
      return random.nextInt(3) == 0
          ? Fixture.relation("r" + random.nextInt(4), id, "e" + random.nextInt(IDS))
          : Fixture.relation(id, "e" + random.nextInt(IDS));
    }
    if (kind < 90) {
      return Fixture.delete(random.nextInt(4) == 0 ? "r" + random.nextInt(4) : id);
    }
    return random.nextInt(2) == 0 ? Fixture.start("s") : Fixture.stop();
  }

  /** The status without times, the errors in no order. */
  private static List<Object> counted(Fixture f, long sync) {
    SyncStatus s = f.status(sync);
    List<String> errors =
        s.errorDetails().stream()
            .map(e -> e.category() + e.externalId() + e.message() + e.count())
            .sorted()
            .toList();
    return List.of(
        s.components(),
        s.relations(),
        s.parkedRelations(),
        s.createdComponents(),
        s.deletedComponents(),
        s.createdRelations(),
        s.deletedRelations(),
        s.errors(),
        errors);
  }

  private static void compare(Fixture steady, Fixture killed, String where) {
    assertThat(killed.components()).as(where).isEqualTo(steady.components());
    assertThat(killed.relations()).as(where).isEqualTo(steady.relations());
    for (long sync : List.of(Fixture.A, Fixture.B)) {
      assertThat(killed.synchronizer.position(sync).open())
          .as(where)
          .isEqualTo(steady.synchronizer.position(sync).open());
      assertThat(counted(killed, sync)).as(where).isEqualTo(counted(steady, sync));
    }
    assertThat(killed.components()).extracting(Component::id).doesNotHaveDuplicates();
    assertThat(killed.relations()).extracting(Relation::id).doesNotHaveDuplicates();
  }
}
