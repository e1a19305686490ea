package io.stackstate.stackgraph;

import com.typesafe.config.Config;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Component;
import io.stackstate.stackgraph.current.CurrentGraph;
import io.stackstate.stackgraph.current.NetChanges;
import io.stackstate.stackgraph.current.Verification;
import io.stackstate.stackgraph.gremlin.GremlinConsole;
import io.stackstate.stackgraph.history.Comparison;
import io.stackstate.stackgraph.history.ElementReader;
import io.stackstate.stackgraph.history.History;
import io.stackstate.stackgraph.history.HistoryConfig;
import io.stackstate.stackgraph.log.GraphLog;
import io.stackstate.stackgraph.settings.GraphSettings;
import io.stackstate.stackgraph.store.GraphDatabase;
import io.stackstate.stackgraph.store.GraphSchema;
import io.stackstate.topology.TopologySnapshot;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versioned graph: the change log folded into JanusGraph, as the current graph (vertices and
 * edges) and as its history (time slices), with the settings nodes. Design, section 4; query sheet,
 * section 12.
 *
 * <p>Thread-safe; {@link #apply} is for one thread, the projector's. A commit and its position in
 * the change log are stored when {@code apply} returns. On BerkeleyDB JE that is one transaction.
 * On Cassandra the journal is stored first, and what it says of the current graph is done again
 * when a process died before it was done; either way the store agrees with itself once it is open.
 *
 * <p>Every method that needs a store that does not answer throws {@link StoreUnavailableException}.
 */
public final class StackGraph implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StackGraph.class);

  private final GraphDatabase database;
  private final History history;
  private final GraphSettings settings;
  private final GremlinConsole gremlin;
  private final GraphLog log;
  private final Maintenance maintenance;
  private final ElementReader elements;
  private final Comparison comparison;
  private CurrentGraph current;
  private boolean broken;
  private boolean closed;

  StackGraph(
      GraphDatabase database,
      HistoryConfig config,
      Clock clock,
      Consumer<StoreMigration.Result> layout) {
    this.database = database;
    this.history = new History(database, config);
    layout.accept(new StoreMigration.Result(history.openedLayout(), GraphSchema.VERSION));
    this.current = openCurrent();
    this.settings = new GraphSettings(database, history::retentionWindowMillis, clock);
    this.log = new GraphLog(database, history);
    this.gremlin = new GremlinConsole(database);
    this.elements = new ElementReader(history);
    this.comparison = new Comparison(history);
    this.maintenance = new Maintenance(history, clock, config.retentionIntervalMillis());
    maintenance.start();
  }

  /**
   * Opens the store that configuration names. One process owns it. A store on other machines is
   * waited for.
   *
   * @param config the root; {@code stackstate.stackgraph} is read from it
   * @param directory of this process, made when it does not exist: where BerkeleyDB JE has its data
   * @throws StackGraphException when the store is in use, broken or not writable, does not answer,
   *     or when a newer program made it; the message is one line
   */
  public static StackGraph open(Config config, Path directory) {
    return open(config, directory, layout -> {});
  }

  /** The same; {@code layout} hears of the found and the new one before anything is written. */
  public static StackGraph open(
      Config config, Path directory, Consumer<StoreMigration.Result> layout) {
    return StackGraphOpening.open(config, directory, Clock.systemUTC(), layout);
  }

  /** Of tests, which have their own clock for when history expires. */
  static StackGraph open(Config config, Path directory, Clock clock) {
    return StackGraphOpening.open(config, directory, clock, layout -> {});
  }

  private CurrentGraph openCurrent() {
    List<Commit> unfinished = history.unfinished();
    if (unfinished.isEmpty()) {
      return CurrentGraph.open(history::forEachRecord);
    }
    LOG.info("{} commits may be stored in part and are stored again", unfinished.size());
    NetChanges batch = NetChanges.of(unfinished);
    CurrentGraph whole =
        database.write(tx -> CurrentGraph.redo(history::forEachFinished, batch, tx));
    history.finished();
    return whole;
  }

  /**
   * The topology as it was at an instant: after all commits up to and including that millisecond;
   * for an instant in the future the newest applied one. Its {@code timeMillis} is the instant.
   */
  public TopologySnapshot at(long timeMillis) throws DataUnavailableException {
    return history.at(timeMillis);
  }

  /**
   * A component as it was at an instant, also when it was deleted since; empty when there was none
   * then. Reads a few pieces of one time slice, not the whole topology. Query sheet, 12.4, P5.
   *
   * @throws DataUnavailableException when nobody knows any more whether there was one
   */
  public Optional<Component> component(long id, long timeMillis) throws DataUnavailableException {
    return element(id, timeMillis)
        .map(state -> state instanceof ElementState.OfComponent c ? c.component() : null);
  }

  /**
   * A component or relation, with its health, as it was at an instant; empty when it was not there
   * then.
   */
  public Optional<ElementState> element(long id, long timeMillis) throws DataUnavailableException {
    return elements.at(id, timeMillis);
  }

  /**
   * The component that had a global identifier at an instant; the one with the lowest id when
   * several had; empty when none had.
   */
  public Optional<Component> byIdentifier(String identifier, long timeMillis)
      throws DataUnavailableException {
    return elements.byIdentifier(identifier, timeMillis);
  }

  /**
   * The ids of the components that had a global identifier at some time of an interval, sorted:
   * also of those that are gone, so that their {@link #history} can be asked for.
   */
  public List<Long> idsByIdentifier(String identifier, long fromMillis, long toMillis)
      throws DataUnavailableException {
    return elements.idsByIdentifier(identifier, fromMillis, toMillis);
  }

  /**
   * All versions of a component or relation that commits after {@code fromMillis} and up to {@code
   * toMillis}, inclusive, made. Costs in proportion to its changes. Query sheet, 12.4, P7 and P8.
   *
   * @throws DataUnavailableException when the interval begins before {@link #availableSinceMillis}
   * @throws IllegalArgumentException when it ends before it begins
   */
  public ElementHistory history(long elementId, long fromMillis, long toMillis)
      throws DataUnavailableException {
    return elements.history(elementId, fromMillis, toMillis);
  }

  /**
   * How the topology at {@code toMillis} differs from that at {@code fromMillis}. What changed and
   * changed back is not in it. Costs in proportion to the changes between the two. Query sheet,
   * 12.4, P6.
   *
   * @throws DataUnavailableException when {@code fromMillis} is before {@link
   *     #availableSinceMillis}
   * @throws IllegalArgumentException when {@code toMillis} is before {@code fromMillis}
   */
  public TopologyDiff diff(long fromMillis, long toMillis) throws DataUnavailableException {
    return comparison.diff(fromMillis, toMillis);
  }

  /**
   * How a view differs from what it was: a component that enters it is created, also when it was
   * elsewhere before, one that leaves it is deleted. A relation belongs to a view when both of its
   * components do.
   *
   * @param before of a snapshot that {@link #at} gave
   * @param after likewise, of the same or a later instant
   */
  public TopologyDiff diff(TopologyView before, TopologyView after)
      throws DataUnavailableException {
    return comparison.diff(before, after);
  }

  /**
   * Every version of every element that commits after {@code fromMillis} and up to {@code
   * toMillis}, inclusive, made, in the order of the commits and within one by id; also of elements
   * that came and went between.
   *
   * @param wanted a version counts when its state before or after is wanted; called for each change
   * @param limit at most so many are returned, the oldest
   */
  public List<ElementVersion> changes(
      long fromMillis, long toMillis, Predicate<ElementState> wanted, int limit)
      throws DataUnavailableException {
    return comparison.changes(fromMillis, toMillis, wanted, limit);
  }

  /**
   * Applies commits, all or none. Commits that were applied before are skipped, records that cannot
   * be read are logged and left out.
   *
   * @param commits in order of number
   * @param resumeOffset where to go on in the change log after the last of them
   * @throws StoreUnavailableException when the store does not answer; to be called again, with the
   *     same commits, until it does
   * @throws StackGraphException when the store failed; the graph must then be opened again
   */
  public synchronized void apply(List<Commit> commits, long resumeOffset) {
    if (closed || broken && database.isAtomic()) {
      throw new StackGraphException("the graph could not be written and must be opened again");
    }
    if (broken) {
      history.reload();
      current = openCurrent();
      broken = false;
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

  /**
   * For who waits for commits to arrive: nothing comes while the store does not answer.
   *
   * @throws StoreUnavailableException when that is known
   */
  public void requireStore() {
    database.requireReadable();
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

  /** How the graph stands to the change log that it follows. */
  public GraphLog log() {
    return log;
  }

  /** The earliest instant that can be asked for, epoch milliseconds; 0 when there is no limit. */
  public long availableSinceMillis() {
    return history.epochMillis();
  }

  public SettingsStore settings() {
    return settings;
  }

  /** All settings nodes, sorted by id. Goes through the whole store: not for every day. */
  public List<SettingsNode> allSettings() {
    return settings.all();
  }

  /** How long superseded history is kept, milliseconds. Query sheet, 12.2. */
  public long retentionWindowMillis() {
    return history.retentionWindowMillis();
  }

  /**
   * Sets how long superseded history is kept; takes effect when history expires the next time, and
   * outlives the process: from then on the configured window does not count.
   *
   * @throws IllegalArgumentException when it is not positive
   * @throws StackGraphException when the store failed
   */
  public void setRetentionWindowMillis(long windowMillis) {
    history.setRetentionWindow(windowMillis);
  }

  /**
   * The number of the commit whose state is the oldest that can be read, {@code epochTx} in the
   * query sheet, 12.2; -1 while everything can. Never goes back.
   */
  public long epochCommit() {
    return history.epochCommit();
  }

  /**
   * Forgets history older than the retention window now, instead of at the next interval; returns
   * when that is done.
   *
   * @throws StackGraphException when the store failed
   */
  public void expireNow() {
    maintenance.run();
  }

  /**
   * Reads all of the history, compares the current graph with it, and repairs what differs when
   * asked to: the current graph from the history, bases and indexes of the history from what is
   * older. Keeps writers waiting, readers not: for operators and tests.
   *
   * @throws StackGraphException when the store failed, or when what is needed of the history is
   *     damaged for good
   */
  public VerificationReport verify(boolean repair) {
    return verify(repair, phase -> {});
  }

  /**
   * As {@link #verify(boolean)}.
   *
   * @param phase is told what is done next, for people who wait
   */
  public VerificationReport verify(boolean repair, Consumer<String> phase) {
    phase.accept("reading the history");
    List<String> damages = history.damages(repair);
    if (repair && !damages.isEmpty()) {
      phase.accept("mending the history");
      maintenance.run();
    }
    phase.accept("comparing the current graph with the history");
    VerificationReport current =
        history.undisturbed(repair, tx -> Verification.run(tx, history::forEachRecord, repair));
    List<String> lines = new ArrayList<>(damages);
    lines.addAll(current.differences());
    boolean repaired = repair && !lines.isEmpty() && history.damages(false).isEmpty();
    return new VerificationReport(lines, damages.size() + current.count(), repaired);
  }

  /** The differences of the current graph from the history; see {@link #verify(boolean)}. */
  public List<String> verify() {
    return verify(false).differences();
  }

  /** Gremlin on the current graph, for administrators. */
  public GremlinConsole gremlin() {
    return gremlin;
  }

  /** The store itself, for tests that look behind the scenes. */
  GraphDatabase database() {
    return database;
  }

  /** Finishes what is being written and closes the store. */
  @Override
  public void close() {
    maintenance.close();
    history.close();
    synchronized (this) {
      closed = true;
      try {
        if (!broken) {
          history.finished();
        }
      } catch (StackGraphException e) {
        LOG.info("The last batch will be stored again at the next start: {}", e.getMessage());
      } finally {
        database.close();
      }
    }
  }
}
