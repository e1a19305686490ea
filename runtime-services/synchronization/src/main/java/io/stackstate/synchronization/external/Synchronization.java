package io.stackstate.synchronization.external;

import io.stackstate.model.settings.SyncSettings;
import io.stackstate.model.settings.SyncStatus;
import io.stackstate.model.settings.SyncStatus.Level;
import io.stackstate.model.settings.SyncStatus.State;
import io.stackstate.synchronization.mapping.ElementException;
import io.stackstate.synchronization.mapping.Pipeline;
import io.stackstate.synchronization.mapping.PipelineVersion;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** One synchronization: its settings, its stream, and what it reports about itself. */
final class Synchronization {
  final long id;
  final ExternalTopology topology;
  final SyncErrors errors = new SyncErrors();

  private final Workspace workspace;
  private final StreamLimits limits;

  /** The last status, until settings are known and after they are gone. */
  private SyncStatus known;

  private SyncSettings settings;
  private TopologyStream stream;
  private boolean removing;

  /** Settings that came while the elements of the former ones are still being removed. */
  private SyncSettings successor;

  /** The pipeline that runs, and the one that all elements have been evaluated by. */
  private PipelineVersion running = PipelineVersion.BUILT_IN;

  private PipelineVersion evaluated = PipelineVersion.BUILT_IN;
  private long resetDone;

  /** What is evaluated again; null when nothing is. With the state that it leads to. */
  private Reprocessing reprocessing;

  private PipelineVersion reprocessed;
  private long resetting;
  private boolean positionChanged;

  /** The first offset of the stream, and the next to be read; -1 while it is not open. */
  private long beginning;

  private long nextOffset = -1;
  private int toRemove;
  private boolean dirty;
  private final ExpiryClock expiry = new ExpiryClock();
  private long reportedMillis;
  private Long lastDataMillis;
  private Long latencyMillis;
  private long oldestReceived = Long.MAX_VALUE;
  private long oldestCollected = Long.MAX_VALUE;

  Synchronization(long id, Workspace workspace, StreamLimits limits) {
    this.id = id;
    this.workspace = workspace;
    this.limits = limits;
    this.topology = new ExternalTopology(id, workspace);
  }

  void restore(SyncStatus status) {
    known = status;
    topology.createdComponents = status.createdComponents();
    topology.deletedComponents = status.deletedComponents();
    topology.createdRelations = status.createdRelations();
    topology.deletedRelations = status.deletedRelations();
    errors.restore(status.errors(), status.errorDetails());
    lastDataMillis = status.lastDataMillis();
    latencyMillis = status.latencyMillis();
    removing = status.status() == State.Deleting;
  }

  void configure(SyncSettings wanted, Function<SyncSettings, Pipeline> pipelines) {
    if (removing) {
      successor = wanted;
      return;
    }
    if (isOtherInstance(wanted)) {
      remove();
      successor = wanted;
      return;
    }
    if (stream == null || !Objects.equals(wanted.program(), settings.program())) {
      run(wanted, pipelines.apply(wanted));
    }
    boolean cleared = errors.clear(wanted.errorsClearedAt());
    dirty |= cleared || known == null || !wanted.name().equals(known.name());
    if (settings == null
        || !Objects.equals(wanted.cleanupEveryMillis(), settings.cleanupEveryMillis())) {
      expiry.restart();
    }
    settings = wanted;
    reprocessIfNeeded(false);
  }

  private void run(SyncSettings wanted, Pipeline pipeline) {
    ElementMapping mapping =
        new ElementMapping(id, wanted.identifier(), pipeline, workspace, limits.maxElementBytes());
    running = pipeline.version();
    if (stream == null) {
      stream = new TopologyStream(topology, mapping, errors, limits);
    } else {
      stream.evaluation.use(mapping);
    }
  }

  /**
   * The stream has been found.
   *
   * @param done what has been done before; null when the stream is new to the synchronization
   * @param first offset that the stream still holds
   * @param next offset that will be read
   */
  void opened(StreamPosition done, long first, long next) {
    beginning = first;
    nextOffset = next;
    evaluated = done == null ? running : done.evaluated();
    resetDone = done == null ? settings.resetAt() : done.resetAt();
    reprocessIfNeeded(false);
  }

  /** All is evaluated again, because names that templates use have changed. */
  void reevaluate() {
    if (settings != null && settings.program() != null) {
      reprocessIfNeeded(true);
    }
  }

  private void reprocessIfNeeded(boolean anyway) {
    if (nextOffset < 0 || settings == null) {
      return;
    }
    boolean reset = settings.resetAt() > resetDone;
    if (reset || anyway || !running.equals(evaluated)) {
      if (reprocessing == null
          || anyway
          || !running.equals(reprocessed)
          || settings.resetAt() != resetting) {
        reprocessed = running;
        resetting = settings.resetAt();
        boolean creates = reset || !running.extraction().equals(evaluated.extraction());
        reprocessing = new Reprocessing(stream.evaluation, creates, reset, beginning, nextOffset);
        dirty = true;
      }
    }
  }

  /** The records to be read again next; null when there are none. */
  OffsetRange wantedAgain() {
    return reprocessing == null || removing ? null : reprocessing.wanted();
  }

  /** Takes the records that were to be read again. */
  void acceptAgain(OffsetRange range, List<IntakeRecord> records, long now) {
    if (reprocessing != null && range.equals(reprocessing.wanted())) {
      reprocessing.accept(range, records, now);
      dirty = true;
    }
  }

  /** Goes on with a reset, as far as that needs no records. */
  void reprocess(int limit) {
    if (reprocessing == null || removing) {
      return;
    }
    reprocessing.removeSome(limit);
    if (reprocessing.isDone()) {
      evaluated = reprocessed;
      resetDone = Math.max(resetDone, resetting);
      reprocessing = null;
      positionChanged = true;
      dirty = true;
    }
  }

  boolean isReprocessing() {
    return reprocessing != null && !removing;
  }

  /** What must be known after a restart. */
  StreamPosition position() {
    return new StreamPosition(
        stream.snapshots.open() == null ? null : stream.snapshots.open().startOffset,
        stream.parked.size() == 0 ? null : stream.parked.oldest().offset(),
        evaluated,
        resetDone);
  }

  /** Whether the position must be committed though no record was processed; false from then on. */
  boolean takePositionChanged() {
    boolean changed = positionChanged;
    positionChanged = false;
    return changed;
  }

  /** Starts to delete all its elements; {@link #removeSome} goes on. */
  void remove() {
    removing = true;
    toRemove = topology.size();
    stream = null;
    reprocessing = null;
    nextOffset = -1;
    settings = null;
    successor = null;
    dirty = true;
  }

  boolean isRemoving() {
    return removing;
  }

  boolean isConfigured() {
    return settings != null;
  }

  SyncSettings successor() {
    return successor;
  }

  /** The topic it reads; null while it is being removed. */
  String topic() {
    return settings == null ? null : settings.topicName();
  }

  /** See {@link Synchronizer#rateLimit}. */
  RateLimit rateLimit() {
    return settings == null ? null : RateLimit.of(settings.program());
  }

  /** See {@link Synchronizer#readsFrom}. */
  Long readsFrom() {
    return settings == null ? null : settings.readsFromMillis();
  }

  /** The stream, when it is running. */
  TopologyStream stream() {
    return stream;
  }

  void accept(IntakeRecord record, long now) {
    oldestReceived = Math.min(oldestReceived, record.receivedMillis());
    oldestCollected = Math.min(oldestCollected, record.collectedMillis());
    lastDataMillis = record.receivedMillis();
    nextOffset = record.offset() + 1;
    watch(() -> stream.accept(record, now));
  }

  void fail(ElementException e, long now) {
    fail(e.category(), e.getMessage(), now);
  }

  void fail(String category, String message, long now) {
    errors.add(Level.ERROR, category, message, null, now);
    dirty = true;
  }

  void expire(long now) {
    if (!expiry.isDue(now)) {
      return;
    }
    Long expireAfter = settings.expiryMillis();
    boolean cleans = expiry.look(expireAfter, settings.cleanupEveryMillis(), now);
    watch(() -> stream.expire(cleans ? expireAfter : null, now));
  }

  /**
   * Removes up to so many elements.
   *
   * @return false when none are left
   */
  boolean removeSome(int limit) {
    topology.relations.values().stream().limit(limit).toList().forEach(topology::remove);
    if (topology.relations.isEmpty()) {
      topology.components.values().stream().limit(limit).toList().forEach(topology::remove);
    }
    dirty = true;
    return !topology.isEmpty();
  }

  /** The status, when there is something new to report; else null. */
  SyncStatus report(long now, long intervalMillis) {
    boolean newData = lastDataMillis != null && !lastDataMillis.equals(reportedData());
    if (!dirty && !(newData && now - reportedMillis >= intervalMillis)) {
      return null;
    }
    if (oldestReceived != Long.MAX_VALUE) {
      latencyMillis = Math.max(0, now - oldestReceived);
    }
    dirty = false;
    reportedMillis = now;
    known = status();
    return known;
  }

  /** The age of the oldest record since the last call, or null. */
  Batch.Age takeAge() {
    if (oldestReceived == Long.MAX_VALUE) {
      return null;
    }
    Batch.Age age =
        new Batch.Age(
            settings == null ? "" : settings.integrationTypeName(),
            oldestCollected,
            oldestReceived);
    oldestReceived = Long.MAX_VALUE;
    oldestCollected = Long.MAX_VALUE;
    return age;
  }

  /** As of now, reported or not. */
  SyncStatus status() {
    return new SyncStatus(
        id,
        settings != null ? settings.identifier() : known == null ? "" : known.identifier(),
        name(),
        settings != null ? topic() : knownTopic(),
        state(),
        topology.components.size(),
        topology.relations.size(),
        stream == null ? 0 : stream.parked.size(),
        topology.createdComponents,
        topology.deletedComponents,
        topology.createdRelations,
        topology.deletedRelations,
        errors.count(),
        errors.details(),
        latencyMillis,
        lastDataMillis,
        progress());
  }

  private State state() {
    if (removing) {
      return State.Deleting;
    }
    return reprocessing != null && reprocessing.isReset() ? State.Resetting : State.Running;
  }

  private Double progress() {
    if (removing) {
      toRemove = Math.max(toRemove, topology.size());
      return toRemove == 0 ? 1.0 : 1.0 - (double) topology.size() / toRemove;
    }
    return reprocessing == null ? null : (Double) reprocessing.progress();
  }

  String name() {
    return settings != null ? settings.name() : known == null ? "" : known.name();
  }

  /** The topic of the last status; empty when there is none. */
  String knownTopic() {
    return known == null || known.topic() == null ? "" : known.topic();
  }

  private Long reportedData() {
    return known == null ? null : known.lastDataMillis();
  }

  private void watch(Runnable work) {
    long done = done();
    int waiting = stream.parked.size();
    work.run();
    dirty |= done() != done || stream.parked.size() != waiting;
  }

  /** Grows whenever a counter of the status does. */
  private long done() {
    return topology.createdComponents
        + topology.deletedComponents
        + topology.createdRelations
        + topology.deletedRelations
        + errors.count()
        + errors.notices();
  }

  private boolean isOtherInstance(SyncSettings wanted) {
    if (settings != null) {
      return !wanted.topicName().equals(settings.topicName());
    }
    return known != null && !knownTopic().equals(wanted.topicName());
  }
}
