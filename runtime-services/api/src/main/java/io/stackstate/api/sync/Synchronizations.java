package io.stackstate.api.sync;

import io.stackstate.api.http.ApiException;
import io.stackstate.model.ElementId;
import io.stackstate.model.Topics;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.model.settings.SyncStatus;
import io.stackstate.stackgraph.SettingsStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The synchronizations that are declared, and the only writer of their settings: first the settings
 * store, which is the truth, then the publication. What could not be published is published by
 * {@link #catchUp()}, which runs regularly and from the start on. Thread-safe.
 */
public final class Synchronizations implements SyncStreams {
  private static final Logger LOG = LoggerFactory.getLogger(Synchronizations.class);

  private final SettingsStore store;
  private final SettingsPublication publication;
  private final SyncStatusBoard board;
  private final InstantSource clock;

  /** Nodes whose present state in the store is not known to be published. */
  private final Set<Long> pending = ConcurrentHashMap.newKeySet();

  /** What was published last of each; only what this process published. */
  private final Map<Long, SyncSettings> published = new ConcurrentHashMap<>();

  /** Of the settings nodes of each. */
  private final Map<Long, String> namespaces = new ConcurrentHashMap<>();

  private volatile IntegrationInstances instances = IntegrationInstances.NONE;

  /** Nodes that are marked as being deleted. */
  private final Set<Long> deletions = ConcurrentHashMap.newKeySet();

  public Synchronizations(
      SettingsStore store,
      SettingsPublication publication,
      SyncStatusBoard board,
      InstantSource clock) {
    this.store = store;
    this.publication = publication;
    this.board = board;
    this.clock = clock;
    StoredSync.migrate(store);
    store.list(StoredSync.NODE_TYPE).stream().map(StoredSync::read).forEach(this::track);
  }

  /** Lets integrations run through instances of a StackPack; call before the first request. */
  public void runThrough(IntegrationInstances packs) {
    instances = packs;
    store.list(StoredSync.NODE_TYPE).stream().map(StoredSync::read).forEach(this::name);
  }

  private void name(StoredSync sync) {
    namespaces.put(sync.settings().id(), instances.namespace(sync.settings().identifier()));
  }

  /** Whether settings nodes in this namespace are those of an integration. */
  public boolean ownsNamespace(String namespace) {
    return namespaces.containsValue(namespace);
  }

  /** A synchronization with what it reports; {@code status} is null before the first report. */
  record View(SyncSettings settings, boolean deleting, SyncStatus status) {
    Stream stream() {
      return new Stream(settings.id(), settings.identifier(), settings.name(), deleting, status);
    }
  }

  /**
   * Whether a synchronization with this id is, or was until its removal is finished, one of these.
   */
  public boolean owns(long id) {
    return stored(id).isPresent();
  }

  @Override
  public List<Stream> streams() {
    return all().stream().map(View::stream).toList();
  }

  @Override
  public Optional<Stream> stream(long id) {
    return find(id).map(View::stream);
  }

  @Override
  public Optional<Stream> stream(String identifier) {
    return stream(id(identifier));
  }

  /** Whether all that is declared was published, and all reports from before the start are read. */
  public boolean ready() {
    return pending.isEmpty() && board.isComplete();
  }

  /** Declares a synchronization; nothing is written when it is declared like that already. */
  synchronized View put(SyncSettings wanted) throws InterruptedException {
    finishDeletion(wanted.id());
    Optional<StoredSync> old = stored(wanted.id());
    if (old.isPresent() && old.get().deleting()) {
      throw ApiException.of(
          409, wanted.identifier() + " is still being deleted; try again when it is gone");
    }
    requireOwnTopic(wanted);
    SyncSettings kept = old.map(StoredSync::settings).orElse(wanted);
    StoredSync merged = new StoredSync(with(wanted, kept.errorsClearedAt(), kept.resetAt()), false);
    if (!old.equals(Optional.of(merged))) {
      save(merged);
    }
    publishNow(wanted.id());
    return view(merged);
  }

  /** Starts the removal; false when there is no such synchronization. */
  synchronized boolean delete(String identifier) throws InterruptedException {
    long id = id(identifier);
    if (find(id).isEmpty()) {
      return false;
    }
    StoredSync old = stored(id).orElseThrow();
    if (!old.deleting()) {
      save(new StoredSync(old.settings(), true));
    }
    publishNow(id);
    finishDeletion(id);
    return true;
  }

  @Override
  public boolean clearErrors(long id) throws InterruptedException {
    return change(id, sync -> with(sync, clock.millis(), sync.resetAt()));
  }

  @Override
  public boolean reset(long id) throws InterruptedException {
    return change(id, sync -> with(sync, sync.errorsClearedAt(), clock.millis()));
  }

  private synchronized boolean change(long id, UnaryOperator<SyncSettings> change)
      throws InterruptedException {
    Optional<StoredSync> old = stored(id);
    if (old.isEmpty() || old.get().deleting()) {
      return false;
    }
    save(new StoredSync(change.apply(old.get().settings()), false));
    publishNow(id);
    return true;
  }

  Optional<View> find(long id) {
    return stored(id).filter(sync -> !isGone(sync)).map(this::view);
  }

  List<View> all() {
    return store.list(StoredSync.NODE_TYPE).stream()
        .map(StoredSync::read)
        .filter(sync -> !isGone(sync))
        .map(this::view)
        .sorted(Comparator.comparing(view -> view.settings().identifier()))
        .toList();
  }

  static long id(String identifier) {
    return ElementId.of(SyncSettings.NODE_TYPE, identifier);
  }

  /** Publishes what is not, and removes the nodes of finished deletions; stops at a failure. */
  public synchronized void catchUp() throws InterruptedException {
    try {
      store.list(StoredSync.NODE_TYPE).stream().map(StoredSync::read).forEach(this::reconcile);
      for (Long id : pending) {
        publish(id);
      }
    } catch (IOException e) {
      LOG.warn("Settings cannot be published, will be tried again: {}", e.getMessage());
    }
    deletions.forEach(this::finishDeletion);
  }

  /** Its instance is as it is declared, and what that declares is published. */
  private void reconcile(StoredSync sync) {
    long id = sync.settings().id();
    if (sync.deleting()) {
      instances.release(sync.settings());
    } else {
      instances.keep(sync.settings());
      SyncSettings before = published.get(id);
      if (before != null && !before.equals(executed(sync.settings()))) {
        pending.add(id);
      }
    }
  }

  /** With what its instance declares; without, it is what that will declare, in compiled form. */
  private SyncSettings executed(SyncSettings s) {
    return instances
        .program(s)
        .map(
            program ->
                new SyncSettings(
                    s.id(),
                    s.identifier(),
                    s.name(),
                    s.instanceType(),
                    s.instanceUrl(),
                    s.expireAfterMillis(),
                    s.errorsClearedAt(),
                    s.resetAt(),
                    program))
        .orElse(s);
  }

  private void publishNow(long id) throws InterruptedException {
    if (!pending.contains(id)) {
      return;
    }
    try {
      publish(id);
    } catch (IOException e) {
      LOG.warn("Settings of node {} are not published yet: {}", id, e.getMessage());
      throw ApiException.of(503, "stored, but not published yet; it will be: " + e.getMessage());
    }
  }

  private void publish(long id) throws IOException, InterruptedException {
    Optional<StoredSync> sync = stored(id);
    if (sync.isEmpty() || sync.get().deleting()) {
      publication.retract(id);
      published.remove(id);
    } else {
      SyncSettings executed = executed(sync.get().settings());
      publication.publish(executed);
      published.put(id, executed);
    }
    pending.remove(id);
  }

  private void save(StoredSync sync) {
    try {
      store.put(sync.toNode(clock.millis()));
    } catch (IllegalArgumentException e) {
      throw ApiException.of(409, e.getMessage());
    }
    track(sync);
  }

  private void track(StoredSync sync) {
    name(sync);
    pending.add(sync.settings().id());
    if (sync.deleting()) {
      deletions.add(sync.settings().id());
    }
  }

  private void finishDeletion(long id) {
    Optional<StoredSync> sync = stored(id).filter(this::isGone);
    if (sync.isPresent() && instances.release(sync.get().settings())) {
      store.delete(id);
      namespaces.remove(id);
      deletions.remove(id);
    }
  }

  /** A deletion is finished when it was published and nothing reports about it any more. */
  private boolean isGone(StoredSync sync) {
    long id = sync.settings().id();
    return sync.deleting() && !pending.contains(id) && board.isComplete() && !board.has(id);
  }

  private void requireOwnTopic(SyncSettings wanted) {
    String topic = topic(wanted);
    for (View other : all()) {
      if (other.settings().id() != wanted.id() && topic(other.settings()).equals(topic)) {
        throw ApiException.of(
            409,
            "customSync.instanceType, customSync.instanceUrl: found topology instance "
                + topic
                + ", which is that of "
                + other.settings().identifier()
                + "; expected one of its own");
      }
    }
  }

  static String topic(SyncSettings settings) {
    return Topics.topology(settings.instanceType(), settings.instanceUrl());
  }

  private Optional<StoredSync> stored(long id) {
    return store
        .get(id)
        .filter(node -> node.type().equals(StoredSync.NODE_TYPE))
        .map(StoredSync::read);
  }

  private View view(StoredSync sync) {
    return new View(sync.settings(), sync.deleting(), board.get(sync.settings().id()).orElse(null));
  }

  private static SyncSettings with(SyncSettings s, long errorsClearedAt, long resetAt) {
    return new SyncSettings(
        s.id(),
        s.identifier(),
        s.name(),
        s.instanceType(),
        s.instanceUrl(),
        s.expireAfterMillis(),
        errorsClearedAt,
        resetAt,
        s.program());
  }
}
