package io.stackstate.automation.kafka;

import io.stackstate.automation.delivery.Deliveries;
import io.stackstate.automation.delivery.Heartbeats;
import io.stackstate.automation.engine.Engine;
import io.stackstate.automation.engine.EntryKey.OutputKey;
import io.stackstate.automation.engine.Outbox.Due;
import io.stackstate.automation.handler.Handler;
import io.stackstate.automation.handler.HandlerIndex;
import io.stackstate.automation.handler.Occurrence;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.InvalidOutputException;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.Transition;
import io.stackstate.automation.world.LiveSurroundings;
import io.stackstate.automation.world.MovedElements;
import io.stackstate.automation.world.ProblemTable;
import io.stackstate.automation.world.SettingsTable;
import io.stackstate.automation.world.UnhealthyTable;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.handler.HandlerDefinition;
import io.stackstate.model.handler.Silence;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.model.notification.NotificationKey;
import io.stackstate.model.notification.NotificationRequest;
import io.stackstate.model.notification.OutputStatus;
import io.stackstate.stql.QueryEngine;
import io.stackstate.stql.QueryLimits;
import io.stackstate.topology.kafka.LiveTopology;
import io.stackstate.topology.kafka.SettingsFollower;
import io.stackstate.topology.kafka.SettingsFollower.Changed;
import io.stackstate.topology.kafka.SoleWriter;
import io.stackstate.topology.kafka.WriterClients;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of the service between two rebuilds of its state: become the only writer, load, then
 * turn events into notifications. A message is sent only after it is stored, and what became of it
 * is stored before the next one of its notification is sent.
 */
final class AutomationSession implements SoleWriter.Session {
  private static final Logger LOG = LoggerFactory.getLogger(AutomationSession.class);
  private static final long WAIT_NANOS = Duration.ofMillis(5).toNanos();
  private static final long ELEMENT_MILLIS = 500;
  private static final long LOOK_MILLIS = 1_000;
  private static final long COUNT_MILLIS = 1_000;
  private static final QueryLimits LIMITS =
      new QueryLimits(10_000_000, 10_000_000, Duration.ofSeconds(5));

  private final AutomationConfig config;
  private final WriterClients clients;
  private final AutomationMetrics metrics;
  private final Engine engine;
  private final Deliveries deliveries;
  private final SessionParts parts;
  private final SettingsFollower follower;
  private final LiveTopology topology;
  private final ProblemTable problems = new ProblemTable();
  private final SettingsTable settings = new SettingsTable();
  private final UnhealthyTable unhealthy = new UnhealthyTable();
  private final MovedElements moved = new MovedElements();
  private final HandlerFeed handlers;
  private final Requests requests;
  private final Heartbeats heartbeats;
  private final QueryEngine queries = new QueryEngine(LIMITS);
  private NotificationWriter writer;
  private Consumer<byte[], byte[]> consumer;
  private Input input;
  private LiveSurroundings around;
  private long lastCommit;
  private long lastLook;
  private long lastCount;
  private boolean stale;
  private boolean resumed;

  AutomationSession(
      AutomationConfig config,
      Map<String, Object> kafka,
      WriterClients clients,
      AutomationMetrics metrics,
      SessionParts parts) {
    this.config = config;
    this.clients = clients;
    this.metrics = metrics;
    this.parts = parts;
    this.engine = parts.engine();
    this.deliveries = parts.deliveries();
    this.follower = new SettingsFollower(kafka, HandlerFeed.TYPES);
    this.topology = new LiveTopology(kafka);
    this.handlers =
        new HandlerFeed(engine, parts.outputs(), settings, parts.scripting().functions());
    this.heartbeats = new Heartbeats(parts.outputs()::heartbeatInterval);
    this.requests =
        new Requests(engine, deliveries, parts.links(), new History(clients), this::surroundings);
  }

  @Override
  public void run(BooleanSupplier stopping, Runnable ready) {
    load(stopping);
    if (stopping.getAsBoolean()) {
      // What was read may be incomplete: nothing must be concluded from what is missing.
      return;
    }
    commit(true);
    ready.run();
    while (!stopping.getAsBoolean()) {
      step();
    }
    drain();
  }

  private void load(BooleanSupplier stopping) {
    long begin = System.currentTimeMillis();
    writer = new NotificationWriter(clients);
    consumer =
        clients.consumer(
            Map.of(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                100,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                config.maxBatchEvents()));
    topology.addListener((commit, next) -> problems.apply(commit));
    topology.addListener((commit, next) -> unhealthy.apply(commit));
    topology.addListener((commit, next) -> moved.apply(commit));
    parts.scripting().follow(topology::snapshot);
    topology.start();
    while (!topology.ready() && !stopping.getAsBoolean()) {
      failIfStopped();
      LockSupport.parkNanos(WAIT_NANOS);
    }
    moved.start();
    look();
    input = new Input(consumer);
    deliveries.onFinished(input::wake);
    input.restore(stopping, engine::restore);
    input.restoreViews(stopping, each -> settings.apply(each.view(), each.health()));
    define(follower.load(stopping), begin);
    if (!stopping.getAsBoolean()) {
      engine.settled(around, begin);
      viewsGone(engine.viewsTold());
      moved.take(around.commit());
      input.open();
    }
    LOG.info("state loaded in {} ms", System.currentTimeMillis() - begin);
  }

  /** Views and monitors go before the handlers that refer to them. */
  private void define(List<Changed> nodes, long now) {
    for (boolean handler : new boolean[] {false, true}) {
      nodes.stream()
          .filter(node -> node.type().equals(HandlerDefinition.NODE_TYPE) == handler)
          .forEach(node -> handlers.accept(node, around, now));
    }
  }

  /** A view that is deleted, or whose health is switched off, has none; no event says so. */
  private void viewsGone(Collection<Long> views) {
    for (long view : views) {
      if (!settings.hasHealth(view)) {
        engine.viewGone(view, around, System.currentTimeMillis());
      }
    }
  }

  private void failIfStopped() {
    topology
        .failure()
        .ifPresent(
            reason -> {
              throw new IllegalStateException("the change log cannot be read", reason);
            });
  }

  /** Takes the topology as it is now; true when it has changed. */
  private boolean look() {
    if (around != null && topology.snapshot().commit() == around.commit()) {
      return false;
    }
    around = surroundings(engine.silences()::all);
    return true;
  }

  /** Likewise, and tells handlers of what came into their scope by the change. */
  private boolean lookAtMoved() {
    LiveSurroundings before = around;
    if (!look()) {
      return false;
    }
    engine.moved(moved.take(around.commit()), before, around, System.currentTimeMillis());
    return true;
  }

  private LiveSurroundings surroundings(Supplier<List<Silence>> silences) {
    return new LiveSurroundings(
        topology.snapshot(), queries, settings, problems, unhealthy, silences);
  }

  private void step() {
    failIfStopped();
    Input.Batch batch = input.poll(config.pollInterval());
    List<Changed> nodes = follower.poll();
    nodes.forEach(node -> handlers.accept(node, around, System.currentTimeMillis()));
    batch.views().forEach(each -> settings.apply(each.view(), each.health()));
    boolean changed = lookAtMoved() || !nodes.isEmpty() || !batch.views().isEmpty();
    for (Deliveries.Finished each : deliveries.finished()) {
      metrics.delivered(each.outcome());
      engine.finished(each.key(), each.message(), each.outcome(), System.currentTimeMillis());
    }
    for (Deliveries.Beaten each : deliveries.beaten()) {
      metrics.delivered(each.outcome());
      heartbeats.finished(each.key(), each.outcome(), System.currentTimeMillis());
      engine.outbox().called(each.key(), each.outcome(), System.currentTimeMillis());
    }
    for (TopologyEvent event : batch.events()) {
      List<HandlerIndex.Match> matches = engine.matches(event, around);
      if (!matches.isEmpty()) {
        changed |= await(event);
        engine.occur(matches, around, System.currentTimeMillis());
      }
    }
    viewsGone(
        batch.views().stream()
            .filter(each -> each.health() == null)
            .map(Input.OfView::view)
            .toList());
    if (!resumed && input.caughtUp()) {
      resumed = true;
      // Events of the time in between may speak of what has left a scope meanwhile.
      stale = true;
      engine.resumed(around, System.currentTimeMillis());
    }
    for (NotificationRequest request : batch.requests()) {
      requests.accept(request, around, System.currentTimeMillis());
    }
    requests.finished(System.currentTimeMillis());
    tick(changed);
    commit(false);
    send();
    beat();
    metrics.suppressed(engine.takeSuppressed());
    long now = System.currentTimeMillis();
    if (now - lastCount >= COUNT_MILLIS) {
      lastCount = now;
      metrics.state(engine.open(), engine.outbox().waiting(), engine.outbox().ageMillis(now));
    }
  }

  /** Looks again at all that is open, when the topology has changed, but not all the time. */
  private void tick(boolean changed) {
    long now = System.currentTimeMillis();
    stale |= changed;
    boolean again = stale && now - lastLook >= LOOK_MILLIS;
    if (again) {
      stale = false;
      lastLook = now;
    }
    engine.tick(around, again, now);
  }

  /** An event may come before the element that it is about: both are written at once. */
  private boolean await(TopologyEvent event) {
    boolean changed = false;
    if (event.elements().isEmpty()
        || Occurrence.spelling(String.valueOf(event.type()))
            .equals(Occurrence.spelling(EventTypes.ELEMENT_DELETED))) {
      return changed;
    }
    long until = System.currentTimeMillis() + ELEMENT_MILLIS;
    while (!around.knows(event.elements().get(0)) && System.currentTimeMillis() < until) {
      LockSupport.parkNanos(WAIT_NANOS);
      changed |= lookAtMoved();
    }
    return changed;
  }

  private void commit(boolean now) {
    Map<NotificationKey, Optional<byte[]>> records = engine.take();
    boolean due =
        input.hasUncommitted()
            && (now
                || System.currentTimeMillis() - lastCommit
                    >= config.idleCommitInterval().toMillis());
    if (records.isEmpty() && !due) {
      return;
    }
    writer.write(records, input.takeOffsets(), consumer.groupMetadata());
    lastCommit = System.currentTimeMillis();
  }

  /** Only what is stored is sent. */
  private void send() {
    requests.start();
    long now = System.currentTimeMillis();
    int perOutput = config.maxUnrecordedPerOutput();
    for (Due due : engine.due(now, perOutput, perOutput * config.maxDeliveries())) {
      Optional<OutputStatus> status = engine.outbox().output(due.key().outputKey());
      try {
        if (status.isPresent()) {
          deliveries.send(due, status.get());
        }
      } catch (InvalidOutputException e) {
        engine.outbox().undeliverable(due.key(), e.getMessage(), System.currentTimeMillis());
      }
    }
  }

  private void beat() {
    long now = System.currentTimeMillis();
    for (OutputKey key : heartbeats.due(engine.handlers(), now)) {
      Optional<OutputStatus> status = engine.outbox().output(key);
      Optional<Handler> handler = engine.handler(key.handler());
      if (status.isEmpty() || handler.isEmpty() || status.get().disabled() != null) {
        heartbeats.finished(key, new Outcome.Delivered(Optional.empty()), now);
        continue;
      }
      try {
        deliveries.beat(
            key,
            status.get(),
            TestMessages.of(handler.get(), new UUID(0, key.handler()), Transition.OPEN, now));
      } catch (InvalidOutputException e) {
        Outcome wrong = new Outcome.Refused(FailureCategory.CONTENT, e.getMessage());
        heartbeats.finished(key, wrong, now);
        engine.outbox().called(key, wrong, now);
      }
    }
  }

  /** Lets what is on its way arrive, and stores that it did. */
  private void drain() {
    try {
      deliveries.drain(config.drainTimeout().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Deliveries.Finished each : deliveries.finished()) {
      engine.finished(each.key(), each.message(), each.outcome(), System.currentTimeMillis());
    }
    commit(true);
  }

  @Override
  public void close() {
    parts.close();
    topology.close();
    follower.close();
    if (writer != null) {
      writer.close();
    }
    if (consumer != null) {
      consumer.close();
    }
  }
}
