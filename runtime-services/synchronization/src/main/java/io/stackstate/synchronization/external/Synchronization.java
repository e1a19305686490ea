package io.stackstate.synchronization.external;

import io.stackstate.model.Topics;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.model.settings.SyncStatus;
import io.stackstate.model.settings.SyncStatus.Level;
import io.stackstate.model.settings.SyncStatus.State;
import io.stackstate.synchronization.mapping.ElementException;
import io.stackstate.synchronization.mapping.Pipeline;
import java.util.function.Function;

/** One synchronization: its settings, its stream, and what it reports about itself. */
final class Synchronization {
  private static final long MIN_EXPIRY_INTERVAL = 100;
  private static final long MAX_EXPIRY_INTERVAL = 10_000;

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

  private boolean dirty;
  private long nextExpiryMillis;
  private long reportedMillis;
  private Long lastDataMillis;
  private Long latencyMillis;
  private long oldestReceived = Long.MAX_VALUE;

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
    if (stream == null) {
      Pipeline pipeline = pipelines.apply(wanted);
      ElementMapping mapping =
          new ElementMapping(
              id, wanted.identifier(), pipeline, workspace, limits.maxElementBytes());
      stream = new TopologyStream(topology, mapping, errors, limits);
    }
    boolean cleared = errors.clear(wanted.errorsClearedAt());
    dirty |= cleared || known == null || !wanted.name().equals(known.name());
    settings = wanted;
  }

  /** Starts to delete all its elements; {@link #removeSome} goes on. */
  void remove() {
    removing = true;
    stream = null;
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
    return settings == null ? null : topic(settings);
  }

  /** The stream, when it is running. */
  TopologyStream stream() {
    return stream;
  }

  void accept(IntakeRecord record, long now) {
    oldestReceived = Math.min(oldestReceived, record.receivedMillis());
    lastDataMillis = record.receivedMillis();
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
    if (now < nextExpiryMillis) {
      return;
    }
    Long expireAfter = settings.expireAfterMillis();
    nextExpiryMillis = now + expiryInterval(expireAfter);
    watch(() -> stream.expire(expireAfter, now));
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

  /** When the oldest record since the last call was received, or null. */
  Long takeOldestReceived() {
    long oldest = oldestReceived;
    oldestReceived = Long.MAX_VALUE;
    return oldest == Long.MAX_VALUE ? null : oldest;
  }

  /** As of now, reported or not. */
  SyncStatus status() {
    return new SyncStatus(
        id,
        settings != null ? settings.identifier() : known == null ? "" : known.identifier(),
        settings != null ? settings.name() : known == null ? "" : known.name(),
        settings != null ? topic() : knownTopic(),
        removing ? State.Deleting : State.Running,
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
        lastDataMillis);
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

  /** Looking at every element is not free, and nobody needs it to the millisecond. */
  private static long expiryInterval(Long expireAfterMillis) {
    long tenth = expireAfterMillis == null ? MAX_EXPIRY_INTERVAL : expireAfterMillis / 10;
    return Math.max(MIN_EXPIRY_INTERVAL, Math.min(MAX_EXPIRY_INTERVAL, tenth));
  }

  /** Grows whenever a counter of the status does. */
  private long done() {
    return topology.createdComponents
        + topology.deletedComponents
        + topology.createdRelations
        + topology.deletedRelations
        + errors.count();
  }

  private boolean isOtherInstance(SyncSettings wanted) {
    if (settings != null) {
      return !wanted.instanceType().trim().equals(settings.instanceType().trim())
          || !wanted.instanceUrl().trim().equals(settings.instanceUrl().trim());
    }
    return known != null && !knownTopic().equals(topic(wanted));
  }

  private static String topic(SyncSettings settings) {
    return Topics.topology(settings.instanceType(), settings.instanceUrl());
  }
}
