package io.stackstate.stackgraph.current;

import io.stackstate.model.Json;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.Relation;
import io.stackstate.topology.RecordCheck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What several commits together change: only the last state of each element counts for the current
 * graph. Records that cannot be read are logged and left out, of the history too.
 */
public final class NetChanges {
  private static final Logger LOG = LoggerFactory.getLogger(NetChanges.class);

  private final Map<Long, Recorded<Component>> components = new LinkedHashMap<>();
  private final Map<Long, Recorded<Relation>> relations = new LinkedHashMap<>();
  private final Map<Long, Recorded<Health>> healths = new LinkedHashMap<>();
  private final List<Commit> commits = new ArrayList<>();

  private NetChanges() {}

  public static NetChanges of(List<Commit> commits) {
    NetChanges net = new NetChanges();
    for (Commit commit : commits) {
      List<Change> readable = new ArrayList<>(commit.changes().size());
      for (Change change : commit.changes()) {
        if (net.add(commit, change)) {
          readable.add(change);
        }
      }
      net.commits.add(new Commit(commit.number(), commit.timeMillis(), readable));
    }
    return net;
  }

  /** The same commits without the records that cannot be read. */
  public List<Commit> commits() {
    return commits;
  }

  Map<Long, Recorded<Component>> components() {
    return components;
  }

  Map<Long, Recorded<Relation>> relations() {
    return relations;
  }

  Map<Long, Recorded<Health>> healths() {
    return healths;
  }

  private boolean add(Commit commit, Change change) {
    try {
      RecordCheck.check(change);
      long id = change.key().id();
      switch (change.key().aspect()) {
        case COMPONENT -> components.put(id, read(change, Component.class));
        case RELATION -> relations.put(id, read(change, Relation.class));
        case HEALTH -> healths.put(id, read(change, Health.class));
        case PROBLEM -> LOG.trace("problems are kept in the history only");
      }
      return true;
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn(
          "Record {} of commit {} is skipped: {}",
          change.key(),
          commit.number(),
          String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
      return false;
    }
  }

  private static <T> Recorded<T> read(Change change, Class<T> type) throws IOException {
    if (change.isDelete()) {
      return new Recorded<>(null, null);
    }
    return new Recorded<>(Json.mapper().readValue(change.value(), type), change.value());
  }
}
