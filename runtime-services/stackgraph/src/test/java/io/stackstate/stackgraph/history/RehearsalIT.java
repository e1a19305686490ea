package io.stackstate.stackgraph.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.typesafe.config.ConfigFactory;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.stackgraph.store.GraphDatabase;
import io.stackstate.stackgraph.store.GraphSchema;
import io.stackstate.stackgraph.store.StoreConfig;
import io.stackstate.stackgraph.store.VertexIds;
import io.stackstate.topology.TopologySnapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalIT {
  private static final int MANY = 60_000;
  private static final int BASE = 2;
  private static final int PIECE_BYTES = 8 << 10;

  @TempDir Path directory;

  @Test
  void readsAPartOfALargeBaseAndEndsWhenItIsTold() throws Exception {
    try (GraphDatabase database = database();
        History history = history(database)) {
      fill(history, MANY);
      int pieces = history.reading(0, now -> now.newest().orElseThrow().baseChunks());

      assertThat(asked(history, () -> true)).isBetween(100, pieces * 2 / 3);
      assertThat(asked(history, () -> false)).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void leavesAloneWhatIsSmall() throws Exception {
    try (GraphDatabase database = database();
        History history = history(database)) {
      assertThat(asked(history, () -> true)).isZero();
      fill(history, 1_000);
      assertThat(asked(history, () -> true)).isZero();
    }
  }

  @Test
  void changesNothingAndDoesWithoutABaseThatIsDamaged() throws Exception {
    try (GraphDatabase database = database();
        History history = history(database)) {
      fill(history, MANY);
      int newest = history.reading(0, now -> now.root().lastSlice());
      database.write(
          tx -> {
            tx.putData(VertexIds.history(newest, BASE, 0), GraphSchema.HISTORY, new byte[] {9});
            return newest;
          });
      history.rehearse();
      TopologySnapshot snapshot = history.at(Long.MAX_VALUE);
      assertThat(snapshot.componentCount()).isEqualTo(MANY);
      assertThatCode(history::rehearse).doesNotThrowAnyException();
    }
  }

  /** How often a rehearsal asks whether it goes on. */
  private static int asked(History history, BooleanSupplier goesOn) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    history.reading(
        Long.MAX_VALUE,
        now -> {
          Rehearsal.run(
              history.store(),
              now,
              () -> {
                asked.incrementAndGet();
                return goesOn.getAsBoolean();
              });
          return now;
        });
    return asked.get();
  }

  /** So many components, and a slice that begins with all of them. */
  private static void fill(History history, int components) {
    List<Change> changes = new ArrayList<>();
    for (int id = 1; id <= components; id++) {
      changes.add(component(id, "c" + id));
    }
    history.append(List.of(new Commit(1, 1_000, changes)), 2, tx -> {});
    history.append(List.of(new Commit(2, 2_000, List.of(component(1, "new")))), 3, tx -> {});
    history.maintain(3_000);
  }

  private static Change component(int id, String name) {
    String json = "{\"id\":%d,\"name\":\"%s\",\"labels\":[\"team:a\"]}".formatted(id, name);
    return new Change(new ChangeKey(Aspect.COMPONENT, id), json.getBytes(StandardCharsets.UTF_8));
  }

  private GraphDatabase database() {
    return GraphDatabase.open(StoreConfig.of(ConfigFactory.defaultReference()), directory);
  }

  private static History history(GraphDatabase database) {
    return new History(
        database, new HistoryConfig(1_000_000, 1_000_000, 500, 1_000_000, PIECE_BYTES, 64 << 20));
  }
}
