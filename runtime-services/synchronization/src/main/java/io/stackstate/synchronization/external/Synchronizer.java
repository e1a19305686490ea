package io.stackstate.synchronization.external;

import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.model.settings.SyncStatus;
import io.stackstate.synchronization.event.ElementEvents;
import io.stackstate.synchronization.mapping.ElementException;
import io.stackstate.synchronization.mapping.Merger;
import io.stackstate.synchronization.mapping.Pipeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * All synchronizations, as a fold: records, settings and the clock go in, {@link Batch}es come out.
 * Knows nothing of Kafka. Not thread-safe.
 *
 * <p>Life: {@link #restore} with every change of the log, {@link #restored}, {@link #restore} with
 * every status, {@link #configure} with all settings, {@link #settled}, {@link #replay}; then, as
 * things come, the other methods. What {@link #drain} gives counts as written: if it cannot be
 * written, the synchronizer must be given up and made anew.
 */
public final class Synchronizer {
  private final Function<SyncSettings, Pipeline> pipelines;
  private final StreamLimits limits;
  private final int removalBatch;
  private final long statusMillis;
  private final Workspace workspace;
  private final Grouping grouping;
  private final RelationOutput relations;
  private final Map<Long, Synchronization> syncs = new TreeMap<>();
  private final List<Long> orphans = new ArrayList<>();
  private Restoration restoration;
  private long now;

  /**
   * @param pipelines the step functions for given settings
   * @param names learns what elements have
   * @param merger makes one component of several
   * @param events tells of changes of elements
   * @param removalBatch how many elements of a removed synchronization one batch deletes
   * @param statusMillis how often a status is reported of which only the time of data changed
   */
  public Synchronizer(
      Function<SyncSettings, Pipeline> pipelines,
      NamesInUse names,
      Merger merger,
      StreamLimits limits,
      ElementEvents events,
      int removalBatch,
      long statusMillis,
      long nowMillis) {
    this.pipelines = pipelines;
    this.limits = limits;
    this.removalBatch = removalBatch;
    this.statusMillis = statusMillis;
    this.now = nowMillis;
    this.workspace = new Workspace(names, events);
    this.relations = new RelationOutput(workspace);
    this.grouping = new Grouping(workspace, merger, limits.maxMergedBytes(), this::tooLarge);
    this.restoration = new Restoration(workspace, id -> of(id).topology, nowMillis);
  }

  /** Takes one change of the log, in order. */
  public void restore(Change change) {
    restoration.apply(change);
  }

  /** The log has been read to its end. */
  public void restored() {
    orphans.addAll(restoration.build());
    restoration = null;
  }

  /** Takes the newest status of a synchronization. */
  public void restore(SyncStatus status) {
    of(status.nodeId()).restore(status);
  }

  /**
   * All settings are known: what has none is removed.
   *
   * @param unreadable synchronizations whose settings are there but could not be understood
   */
  public void settled(Set<Long> unreadable) {
    for (Synchronization sync : syncs.values()) {
      if (!sync.isConfigured() && !sync.isRemoving() && !unreadable.contains(sync.id)) {
        sync.remove();
      }
    }
  }

  /** Takes new or changed settings. */
  public void configure(SyncSettings settings) {
    of(settings.id()).configure(settings, pipelines);
  }

  /** The synchronization no longer exists: its elements are removed, a part with each batch. */
  public void unconfigure(long sync) {
    if (syncs.containsKey(sync)) {
      syncs.get(sync).remove();
    }
  }

  /** The topics to read, by synchronization. */
  public Map<Long, String> topics() {
    Map<Long, String> topics = new LinkedHashMap<>();
    for (Synchronization sync : syncs.values()) {
      if (sync.isConfigured()) {
        topics.put(sync.id, sync.topic());
      }
    }
    return topics;
  }

  /** Whether records may be given for it: it has settings and is not being removed. */
  public boolean isRunning(long sync) {
    Synchronization present = syncs.get(sync);
    return present != null && present.isConfigured();
  }

  /** How much of its stream it may process in a second; null for as much as it can. */
  public RateLimit rateLimit(long sync) {
    Synchronization present = syncs.get(sync);
    return present == null ? null : present.rateLimit();
  }

  /**
   * The stream of a synchronization has been found.
   *
   * @param done the position that was committed last; null when there is none
   * @param first offset that the stream still holds
   * @param next offset that {@link #accept} will be given
   */
  public void opened(long sync, StreamPosition done, long first, long next) {
    syncs.get(sync).opened(done, first, next);
  }

  /**
   * From when on a synchronization reads a stream that is new to it, in epoch milliseconds; null
   * for all that is there.
   */
  public Long readsFrom(long sync) {
    return syncs.get(sync).readsFrom();
  }

  /** Names of settings nodes have changed: what templates made of them is made again. */
  public void namesChanged() {
    syncs.values().forEach(Synchronization::reevaluate);
  }

  /** The order of layers has changed, so merged components may look different. */
  public void layersChanged() {
    for (Synchronization sync : syncs.values()) {
      for (ExternalComponent component : sync.topology.components.values()) {
        if (component.group != null) {
          workspace.pending.identifiers.addAll(component.identifiers);
        }
      }
    }
  }

  /** What is to be read again, by synchronization, for {@link #acceptAgain}. */
  public Map<Long, OffsetRange> wantedAgain() {
    Map<Long, OffsetRange> wanted = new LinkedHashMap<>();
    for (Synchronization sync : syncs.values()) {
      OffsetRange range = sync.wantedAgain();
      if (range != null) {
        wanted.put(sync.id, range);
      }
    }
    return wanted;
  }

  /** Takes records of this range in their order, without those that cannot be read. */
  public void acceptAgain(
      long sync, OffsetRange range, List<IntakeRecord> records, long nowMillis) {
    now = nowMillis;
    syncs.get(sync).acceptAgain(range, records, nowMillis);
  }

  /** Whether the position of a stream must be committed though nothing was read of it. */
  public boolean takePositionChanged(long sync) {
    return syncs.get(sync).takePositionChanged();
  }

  /** Takes the next record of a stream. */
  public void accept(long sync, IntakeRecord record, long nowMillis) {
    now = nowMillis;
    syncs.get(sync).accept(record, nowMillis);
  }

  /** Counts a record that could not be read. */
  public void fail(long sync, ElementException e, long nowMillis) {
    syncs.get(sync).fail(e.category(), e.getMessage(), nowMillis);
  }

  /** Takes a record that was processed before the restart; see {@link StreamReplay}. */
  public void replay(long sync, IntakeRecord record, long nowMillis) {
    new StreamReplay(syncs.get(sync).stream(), limits.maxParked()).accept(record, nowMillis);
  }

  /** Records of the stream are lost: the open snapshot can no longer be complete. */
  public void lost(long sync, String message, long nowMillis) {
    syncs.get(sync).stream().abandonSnapshot();
    syncs.get(sync).fail("DataLost", message, nowMillis);
  }

  /** What must be read again should the process die after the next commit. */
  public StreamPosition position(long sync) {
    return syncs.get(sync).position();
  }

  /** Lets time pass. */
  public void tick(long nowMillis) {
    now = nowMillis;
    for (Synchronization sync : syncs.values()) {
      if (sync.isConfigured()) {
        sync.expire(nowMillis);
      }
    }
  }

  /** The status of every synchronization as of now, reported or not. */
  public List<SyncStatus> statuses() {
    return syncs.values().stream().map(Synchronization::status).toList();
  }

  /** True while {@link #drain} has more to give without new input. */
  public boolean hasWork() {
    return syncs.values().stream().anyMatch(s -> s.isRemoving() || s.isReprocessing());
  }

  /** What is to be written because of all that came since the last call. */
  public Batch drain(long nowMillis) {
    now = nowMillis;
    List<Synchronization> gone = removeSome();
    syncs.values().forEach(sync -> sync.reprocess(removalBatch));
    ChangeSet changes = new ChangeSet();
    workspace.events.begin(nowMillis);
    if (!workspace.pending.isEmpty()) {
      grouping.regroup(changes);
      relations.write(changes);
      workspace.pending.clear();
    }
    orphans.forEach(id -> changes.delete(Aspect.RELATION, id));
    orphans.clear();
    List<Batch.Removed> removed = new ArrayList<>();
    for (Synchronization sync : gone) {
      removed.add(new Batch.Removed(sync.id, sync.knownTopic()));
      syncs.remove(sync.id);
    }
    List<SyncStatus> statuses = new ArrayList<>();
    List<Batch.Age> ages = new ArrayList<>();
    List<Batch.Errors> errors = new ArrayList<>();
    for (Synchronization sync : syncs.values()) {
      SyncStatus status = sync.report(nowMillis, statusMillis);
      if (status != null) {
        statuses.add(status);
      }
      Batch.Age age = sync.takeAge();
      if (age != null) {
        ages.add(age);
      }
      sync.errors
          .takeFresh()
          .forEach((category, n) -> errors.add(new Batch.Errors(sync.name(), category, n)));
    }
    gone.stream()
        .filter(sync -> sync.successor() != null)
        .forEach(sync -> configure(sync.successor()));
    return new Batch(changes.changes(), workspace.events.told(), statuses, removed, ages, errors);
  }

  private List<Synchronization> removeSome() {
    List<Synchronization> gone = new ArrayList<>();
    for (Synchronization sync : syncs.values()) {
      if (sync.isRemoving() && !sync.removeSome(removalBatch)) {
        gone.add(sync);
      }
    }
    return gone;
  }

  private void tooLarge(ExternalComponent oldest, int contributors) {
    syncs
        .get(oldest.sync)
        .fail(
            "MergedElementTooLarge",
            "%d components share identifiers with component %s; together they are too large to merge"
                .formatted(contributors, oldest.externalId),
            now);
  }

  private Synchronization of(long id) {
    return syncs.computeIfAbsent(id, i -> new Synchronization(i, workspace, limits));
  }
}
