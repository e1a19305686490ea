package io.stackstate.stackgraph;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Component;
import io.stackstate.stackgraph.current.CurrentGraph;
import io.stackstate.stackgraph.current.NetChanges;
import io.stackstate.stackgraph.current.Verification;
import io.stackstate.stackgraph.history.History;
import io.stackstate.stackgraph.history.HistoryConfig;
import io.stackstate.stackgraph.settings.GraphSettings;
import io.stackstate.stackgraph.store.GraphDatabase;
import io.stackstate.stackgraph.store.StoreConfig;
import io.stackstate.topology.TopologySnapshot;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The versioned graph: the change log folded into JanusGraph, as the current graph (vertices and
 * edges) and as its history (time slices), with the settings nodes. Design, section 4; query sheet,
 * section 12.
 *
 * <p>Thread-safe; {@link #apply} is for one thread, the projector's. A commit and its position in
 * the change log are stored in one transaction that is on disk when {@code apply} returns, so the
 * store agrees with itself whenever the process dies.
 */
public final class StackGraph implements AutoCloseable {
  private final GraphDatabase database;
  private final History history;
  private final CurrentGraph current;
  private final SettingsStore settings;
  private final Maintenance maintenance;
  private boolean broken;

  private StackGraph(GraphDatabase database, HistoryConfig config, Clock clock) {
    this.database = database;
    this.history = new History(database, config);
    this.current = new CurrentGraph(history::forEachRecord);
    this.settings = new GraphSettings(database);
    this.maintenance = new Maintenance(history, clock, config.retentionIntervalMillis());
  }

  /**
   * Opens the store in a directory, which is made when it does not exist. One process owns it.
   *
   * @param config the root; {@code stackstate.stackgraph} is read from it
   * @throws StackGraphException when the directory is in use, broken or not writable, or when a
   *     newer program made it; the message is one line
   */
  public static StackGraph open(Config config, Path directory) {
    return open(config, directory, Clock.systemUTC());
  }

  /**
   * @param clock tells when history expires
   */
  static StackGraph open(Config config, Path directory, Clock clock) {
    Config complete = config.withFallback(ConfigFactory.defaultReference());
    GraphDatabase database = GraphDatabase.open(StoreConfig.of(complete), directory);
    StackGraph graph = null;
    try {
      graph = new StackGraph(database, HistoryConfig.of(complete), clock);
      graph.maintenance.start();
      return graph;
    } finally {
      if (graph == null) {
        database.close();
      }
    }
  }

  /**
   * The topology as it was at an instant: after all commits up to and including that millisecond;
   * for an instant in the future the newest applied one. Its {@code timeMillis} is the instant.
   */
  public TopologySnapshot at(long timeMillis) throws DataUnavailableException {
    return history.at(timeMillis);
  }

  /** A component as it was at an instant; empty when there was none. */
  public Optional<Component> component(long id, long timeMillis) throws DataUnavailableException {
    TopologySnapshot snapshot = at(timeMillis);
    int ordinal = snapshot.componentOrdinal(id);
    return ordinal < 0 ? Optional.empty() : Optional.of(snapshot.component(ordinal));
  }

  /**
   * Applies commits in one transaction. Commits that were applied before are skipped, records that
   * cannot be read are logged and left out.
   *
   * @param commits in order of number
   * @param resumeOffset where to go on in the change log after the last of them
   * @throws StackGraphException when the store failed; the graph must then be opened again
   */
  public synchronized void apply(List<Commit> commits, long resumeOffset) {
    if (broken) {
      throw new StackGraphException("the graph could not be written and must be opened again");
    }
    List<Commit> fresh = fresh(commits);
    if (fresh.isEmpty()) {
      return;
    }
    NetChanges net = NetChanges.of(fresh);
    boolean done = false;
    try {
      if (history.append(net.commits(), resumeOffset, tx -> current.apply(tx, net))) {
        maintenance.soon();
      }
      done = true;
    } finally {
      broken = !done;
    }
  }

  /** Without those that were applied before; times never go back from one to the next. */
  private List<Commit> fresh(List<Commit> commits) {
    List<Commit> fresh = new ArrayList<>(commits.size());
    long time = history.appliedMillis();
    for (Commit commit : commits) {
      if (commit.number() > history.appliedCommit()) {
        time = Math.max(time, commit.timeMillis());
        fresh.add(new Commit(commit.number(), time, commit.changes()));
      }
    }
    return fresh;
  }

  /** The offset of the change log at which to resume; 0 before the first commit. */
  public long resumeOffset() {
    return history.resumeOffset();
  }

  /** The number of the newest commit that the graph holds; -1 before the first. */
  public long appliedCommit() {
    return history.appliedCommit();
  }

  /** The time of that commit, epoch milliseconds; 0 before the first. */
  public long appliedTimeMillis() {
    return history.appliedMillis();
  }

  /** The earliest instant that can be asked for, epoch milliseconds; 0 when there is no limit. */
  public long availableSinceMillis() {
    return history.epochMillis();
  }

  public SettingsStore settings() {
    return settings;
  }

  /**
   * Forgets history older than the retention window now, instead of at the next interval; returns
   * when that is done.
   *
   * @throws StackGraphException when the store failed
   */
  public void expire() {
    maintenance.run();
  }

  /**
   * Compares the current graph with the history. Reads everything and keeps writers waiting: for
   * operators and tests.
   *
   * @return a line per difference; empty when they agree
   */
  public List<String> verify() {
    return history.undisturbed(tx -> Verification.run(tx, history::forEachRecord));
  }

  /** The store itself, for tests that look behind the scenes. */
  GraphDatabase database() {
    return database;
  }

  /** Finishes what is being written and closes the store. */
  @Override
  public void close() {
    maintenance.close();
    synchronized (this) {
      broken = true;
      database.close();
    }
  }
}
