package io.stackstate.api.settings;

import io.stackstate.model.settings.SyncSettings;
import io.stackstate.stackgraph.SettingsNode;
import io.stackstate.stackgraph.SettingsStore;
import io.stackstate.stackgraph.SettingsVersion;
import io.stackstate.stackpacks.settings.Catalogue;
import io.stackstate.stackpacks.settings.ChangeSet;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings nodes of the catalogue's types, in StackGraph, with all of them in memory in front.
 * Thread-safe; readers see the last whole transaction and wait for nothing.
 */
public final class StackGraphSettings implements SettingsNodes, PastNodes {
  private static final Logger LOG = LoggerFactory.getLogger(StackGraphSettings.class);

  private final SettingsStore store;
  private final InstantSource clock;

  /** What is in memory, which changes as one. */
  private record State(SettingsIndex index, Map<Long, SyncControl> controls) {}

  private final AtomicLong version = new AtomicLong();
  private volatile State state;
  private volatile Runnable onCommit = () -> {};

  /** Reads all nodes; one that cannot be read is logged and left alone. */
  public StackGraphSettings(SettingsStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    List<Node> nodes = new ArrayList<>();
    for (String type : Catalogue.get().topLevel()) {
      for (SettingsNode stored : store.list(type)) {
        try {
          nodes.add(StoredNode.read(stored));
        } catch (IllegalStateException e) {
          LOG.error("{}", e.getMessage());
        }
      }
    }
    Map<Long, SyncControl> controls = new HashMap<>();
    store.list(SyncControl.TYPE).stream()
        .map(SyncControl::read)
        .forEach(control -> controls.put(control.syncId(), control));
    this.state = new State(SettingsIndex.EMPTY.with(nodes, List.of()), controls);
  }

  /** Grows with every commit. */
  long version() {
    return version.get();
  }

  /** Runs after each commit, on the committing thread; it must be quick. */
  public void onCommit(Runnable action) {
    onCommit = action;
  }

  @Override
  public Optional<Node> byId(long id) {
    return state.index().byId(id);
  }

  @Override
  public Optional<Node> byIdentifier(String identifier) {
    return state.index().byIdentifier(identifier);
  }

  @Override
  public List<Node> byTypeAndName(String type, String name) {
    return state.index().byTypeAndName(type, name);
  }

  @Override
  public List<Node> byType(String type) {
    return state.index().byType(type);
  }

  @Override
  public List<Node> inNamespace(String namespace) {
    return state.index().inNamespace(namespace);
  }

  @Override
  public Collection<Node> all() {
    return state.index().all();
  }

  @Override
  public void commit(ChangeSet changes) {
    synchronized (this) {
      SettingsIndex next = state.index().with(changes.puts(), changes.deletes());
      Map<Long, SyncControl> controls = new HashMap<>(state.controls());
      List<SettingsNode> puts = new ArrayList<>();
      List<Long> deletes = new ArrayList<>(changes.deletes());
      changes.puts().forEach(node -> puts.add(StoredNode.write(node)));
      for (long id : changes.deletes()) {
        if (controls.remove(id) != null) {
          deletes.add(SyncControl.id(id));
        }
      }
      for (Node node : changes.puts()) {
        if (node.type().equals(SyncSettings.NODE_TYPE) && !controls.containsKey(node.id())) {
          SyncControl control = new SyncControl(node.id(), clock.millis(), 0, 0);
          controls.put(node.id(), control);
          puts.add(control.write(clock.millis()));
        }
      }
      store(puts, deletes);
      state = new State(next, controls);
      version.incrementAndGet();
    }
    onCommit.run();
  }

  private void store(List<SettingsNode> puts, List<Long> deletes) {
    try {
      store.commit(puts, deletes);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** What is remembered of the synchronization with this id. */
  SyncControl control(long syncId) {
    return state.controls().getOrDefault(syncId, new SyncControl(syncId, 0, 0, 0));
  }

  void updateControl(long syncId, UnaryOperator<SyncControl> change) {
    synchronized (this) {
      SyncControl next = change.apply(control(syncId));
      store.put(next.write(clock.millis()));
      Map<Long, SyncControl> controls = new HashMap<>(state.controls());
      controls.put(syncId, next);
      state = new State(state.index(), controls);
    }
    onCommit.run();
  }

  @Override
  public Optional<Node> at(long id, long timeMillis) {
    return store.at(id, timeMillis).map(StoredNode::read);
  }

  Optional<Node> at(String identifier, long timeMillis) {
    return store.at(identifier, timeMillis).map(StoredNode::read);
  }

  @Override
  public List<Version> versions(long id) {
    return history(id).stream()
        .map(
            version ->
                new Version(
                    StoredNode.read(version.node()), version.sinceMillis(), version.untilMillis()))
        .toList();
  }

  /** The versions of a node as they are stored, the oldest first. */
  List<SettingsVersion> history(long id) {
    return store.history(id);
  }
}
