package io.stackstate.synchronization.external;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import io.stackstate.model.intake.TopologyPayload;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.synchronization.program.Programs;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs change at random moments, while input flows and the process is killed: in the end all is
 * as if the last program had run from the beginning, and counts as if nobody had been killed.
 */
class RandomProgramTest {
  private static final int IDS = 8;
  private static final List<String> STRATEGIES =
      List.of("UseMineOnly", "MergePreferMine", "MergePreferTheirs", "UseTheirsAlways");

  private final List<SyncSettings> now = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theLastProgramDecides(long seed) {
    Random random = new Random(seed);
    now.add(settings(Fixture.A, random));
    now.add(settings(Fixture.B, random));
    Fixture changed = new Fixture();
    now.forEach(changed::configure);
    List<List<Object>> sent = new ArrayList<>();
    for (int step = 0; step < 400; step++) {
      long sync = 1 + random.nextInt(2);
      TopologyPayload payload = payload(random);
      sent.add(List.of(sync, payload));
      changed.feed(sync, "host", payload);
      act(changed, random);
    }
    changed.drain().readAgain();
    changed.synchronizer.drain(changed.now);

    Fixture straight = new Fixture();
    now.forEach(straight::configure);
    sent.forEach(s -> straight.feed((Long) s.get(0), "host", (TopologyPayload) s.get(1)).drain());

    assertThat(content(changed)).as("seed %d", seed).isEqualTo(content(straight));
    for (SyncSettings sync : now) {
      assertThat(changed.status(sync.id()).createdComponents())
          .isEqualTo(straight.status(sync.id()).createdComponents());
      assertThat(changed.status(sync.id()).deletedRelations())
          .isEqualTo(straight.status(sync.id()).deletedRelations());
    }
    assertThat(changed.components()).isNotEmpty();
  }

  private void act(Fixture f, Random random) {
    int action = random.nextInt(30);
    if (action < 10) {
      f.drain();
    } else if (action < 14) {
      f.readSomeAgain();
      f.drain();
    } else if (action == 14) {
      f.restart();
    } else if (action == 15) {
      int which = random.nextInt(2);
      now.set(which, settings(which + 1, random));
      f.configure(now.get(which));
    }
  }

  private static SyncSettings settings(long id, Random random) {
    String template = Programs.COMPONENT.replace("LABEL", "l" + random.nextInt(3));
    String strategy = STRATEGIES.get(random.nextInt(STRATEGIES.size()));
    return Programs.with(
        Fixture.sync(id),
        Programs.of(
            Programs.action(null, template, strategy), Programs.relation(Programs.RELATION)));
  }

  private static TopologyPayload payload(Random random) {
    String id = "e" + random.nextInt(IDS);
    int kind = random.nextInt(100);
    if (kind < 50) {
      String identifiers = random.nextInt(3) == 0 ? "['i" + random.nextInt(4) + "']" : "[]";
      return Fixture.component(
          id, "{'identifiers':" + identifiers + ",'version':'" + random.nextInt(2) + "'}");
    }
    if (kind < 85) {
      return Fixture.relation(id, "e" + random.nextInt(IDS));
    }
    if (kind < 93) {
      return Fixture.delete(id);
    }
    return random.nextInt(2) == 0 ? Fixture.start("s") : Fixture.stop();
  }

  private static List<Object> content(Fixture f) {
    List<Object> all = new ArrayList<>();
    for (Component c : f.components()) {
      all.add(c);
    }
    for (Relation r : f.relations()) {
      all.add(r);
    }
    return all;
  }
}
