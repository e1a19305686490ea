package io.stackstate.health.kafka;

import io.stackstate.health.element.ElementHealth;
import io.stackstate.health.function.HealthFunctions;
import io.stackstate.health.outcome.Outcome;
import io.stackstate.health.problem.Problems;
import io.stackstate.health.stream.HealthStreams;
import io.stackstate.health.stream.HealthStreams.Taken;
import io.stackstate.health.view.ViewHealths;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.stql.QueryEngine;
import io.stackstate.topology.TopologySnapshot;
import io.stackstate.topology.kafka.SoleWriter;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of the service between two rebuilds of its state: become the only writer, load the
 * state, then turn input into transactions until told to stop.
 */
final class HealthSession implements SoleWriter.Session {
  private static final Logger LOG = LoggerFactory.getLogger(HealthSession.class);

  private final HealthConfig config;
  private final HealthMetrics metrics;
  private final PropagationMetrics propagation;
  private final KafkaClients clients;
  private final TopologyFeed topology;
  private final java.util.function.Consumer<TopologySnapshot> shown;
  private final ElementHealth elements;
  private final HealthStreams streams;
  private final ViewHealths views;
  private final SettingsFeed settings;
  private final Problems problems;
  private TransactionWriter writer;
  private Consumer<byte[], byte[]> consumer;
  private Intake intake;
  private TopologySnapshot seen;
  private long lastTick;

  /**
   * @param shown is given the topology whenever it has moved on
   */
  HealthSession(
      HealthConfig config,
      Map<String, Object> kafka,
      HealthFunctions functions,
      HealthMetrics metrics,
      PropagationMetrics propagation,
      java.util.function.Consumer<TopologySnapshot> shown) {
    this.config = config;
    this.metrics = metrics;
    this.propagation = propagation;
    this.shown = shown;
    this.problems = new Problems(config.problemSettleTime().toMillis());
    this.elements = new ElementHealth(functions);
    this.streams = new HealthStreams(elements::changed);
    this.views =
        new ViewHealths(
            functions,
            new QueryEngine(config.views().limits()),
            config.views().interval(),
            config.views().roundTime(),
            System::nanoTime);
    this.clients = new KafkaClients(kafka, config);
    this.topology = new TopologyFeed(kafka);
    this.settings = new SettingsFeed(kafka, functions, views, elements);
  }

  /** Works until {@code stopping}; {@code ready} is called when the state is loaded. */
  @Override
  public void run(BooleanSupplier stopping, Runnable ready) {
    load(stopping);
    if (stopping.getAsBoolean()) {
      // What was read may be incomplete: nothing must be concluded from what is missing.
      return;
    }
    Outcome outcome = new Outcome();
    elements.first(seen, System.currentTimeMillis(), outcome);
    commit(outcome);
    shown.accept(seen);
    ready.run();
    while (!stopping.getAsBoolean()) {
      step();
    }
  }

  private void load(BooleanSupplier stopping) {
    long begin = System.currentTimeMillis();
    writer = new TransactionWriter(clients, config.maxCommitRecords());
    consumer = clients.consumer();
    settings.load(stopping);
    topology.load(stopping, this::restore);
    seen = topology.snapshot();
    problems.restored(begin);
    StoredState.readViews(consumer, stopping, views::restore);
    StoredState.read(consumer, stopping).restore(streams, begin);
    intake = new Intake(consumer, streams);
    intake.open(stopping);
    LOG.info("state loaded in {} ms", System.currentTimeMillis() - begin);
  }

  private void restore(Commit commit) {
    commit.changes().forEach(elements::restore);
    problems.restore(commit);
  }

  private void step() {
    int messages = intake.poll(config.pollInterval());
    long now = System.currentTimeMillis();
    if (now - lastTick >= config.tickInterval().toMillis()) {
      streams.tick(now);
      lastTick = now;
    }
    settings.poll();
    Set<ChangeKey> changed = topology.advance(problems::follow);
    propagation.came(messages + changed.size());
    TopologySnapshot current = topology.snapshot();
    Outcome outcome = new Outcome();
    PropagationMetrics.Work before = work();
    long begin = System.nanoTime();
    elements.next(seen, current, changed, now, outcome);
    problems.next(seen, current, now, outcome::change);
    if (!changed.isEmpty()) {
      views.changed();
    }
    views.round(current, now, outcome);
    propagation.calculated(messages + changed.size(), before, work(), System.nanoTime() - begin);
    commit(outcome);
    seen = current;
    shown.accept(seen);
    report(messages);
  }

  private PropagationMetrics.Work work() {
    return new PropagationMetrics.Work(elements.propagation().steps(), views.decided());
  }

  private void report(int messages) {
    metrics.processed(messages, intake.lag());
    propagation.components(elements.propagation().ruled(), elements.propagation().failed());
    propagation.views(views.count(), views.failed());
  }

  private void commit(Outcome outcome) {
    Taken state = streams.take();
    if (outcome.isEmpty() && state.isEmpty() && !intake.hasUncommitted()) {
      return;
    }
    long begin = System.nanoTime();
    long arrived = intake.takeOldest();
    writer.write(outcome, state, intake.takeOffsets(), consumer.groupMetadata());
    propagation.persisted(System.nanoTime() - begin, arrived);
    metrics.written(outcome.changes().size());
  }

  @Override
  public void close() {
    settings.close();
    topology.close();
    if (writer != null) {
      writer.close();
    }
    if (consumer != null) {
      consumer.close();
    }
  }
}
