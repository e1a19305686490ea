package io.stackstate.stql;

import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.topology.TopologyIndex;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The same topology as a naive one, by way of the real index. */
final class Indexed {
  private Indexed() {}

  static TopologySnapshot of(FixtureSnapshot naive) {
    List<Change> changes = new ArrayList<>();
    naive.allComponents().forEach(c -> changes.add(change(Aspect.COMPONENT, c.id(), c)));
    naive.allRelations().forEach(r -> changes.add(change(Aspect.RELATION, r.id(), r)));
    naive.allHealth().forEach(h -> changes.add(change(Aspect.HEALTH, h.id(), h)));
    Collections.shuffle(changes, new Random(changes.size()));
    int half = changes.size() / 2;
    TopologyIndex index = new TopologyIndex();
    index.apply(new Commit(1, 1_000, changes.subList(0, half)));
    index.snapshot();
    index.apply(new Commit(2, 2_000, changes.subList(half, changes.size())));
    return index.snapshot();
  }

  private static Change change(Aspect aspect, long id, Object state) {
    try {
      return new Change(new ChangeKey(aspect, id), Json.mapper().writeValueAsBytes(state));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
