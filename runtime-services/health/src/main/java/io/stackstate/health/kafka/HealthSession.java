package io.stackstate.health.kafka;

import io.stackstate.health.outcome.Moment;
import io.stackstate.health.outcome.Outcome;
import io.stackstate.health.outcome.Step;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.topology.TopologySnapshot;
import io.stackstate.topology.kafka.SoleWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of the service between two rebuilds of its state: become the only writer, load the
 * state, then turn input into transactions until told to stop. What is done in a round is the
 * business of the {@link Step}s.
 */
final class HealthSession implements SoleWriter.Session {
  private static final Logger LOG = LoggerFactory.getLogger(HealthSession.class);

  private final HealthConfig config;
  private final KafkaClients clients;
  private final TopologyFeed topology;
  private final List<Step> steps;
  private final RoundFigures figures;
  private final Consumer<TopologySnapshot> shown;
  private TransactionWriter writer;
  private TopologySnapshot seen;

  /**
   * @param shown is given the topology whenever it has moved on
   */
  HealthSession(
      HealthConfig config,
      Map<String, Object> kafka,
      List<Step> steps,
      RoundFigures figures,
      Consumer<TopologySnapshot> shown) {
    this.config = config;
    this.clients = new KafkaClients(kafka, config);
    this.topology = new TopologyFeed(kafka);
    this.steps = steps;
    this.figures = figures;
    this.shown = shown;
  }

  /** Works until {@code stopping}; {@code ready} is called when the state is loaded. */
  @Override
  public void run(BooleanSupplier stopping, Runnable ready) {
    writer = new TransactionWriter(clients, config.maxCommitRecords());
    load(stopping);
    if (stopping.getAsBoolean()) {
      // What was read may be incomplete: nothing must be concluded from what is missing.
      return;
    }
    work(new Moment(seen, seen, Set.of(), System.currentTimeMillis()), 0, Step::first);
    ready.run();
    while (!stopping.getAsBoolean()) {
      round();
    }
  }

  private void load(BooleanSupplier stopping) {
    long begin = System.currentTimeMillis();
    topology.load(stopping, this::restore);
    seen = topology.snapshot();
    for (Step step : steps) {
      step.load(stopping, begin);
    }
    LOG.info("state loaded in {} ms", System.currentTimeMillis() - begin);
  }

  private void restore(Commit commit) {
    steps.forEach(step -> step.restore(commit));
  }

  private void follow(Commit commit) {
    steps.forEach(step -> step.follow(commit));
  }

  private void round() {
    int messages = 0;
    for (Step step : steps) {
      messages += step.take();
    }
    Set<ChangeKey> changed = topology.advance(this::follow);
    Moment moment = new Moment(seen, topology.snapshot(), changed, System.currentTimeMillis());
    work(moment, messages + changed.size(), Step::next);
  }

  /** What all steps do, each in turn. */
  private interface Work {
    void of(Step step, Moment moment, Outcome outcome);
  }

  private void work(Moment moment, int input, Work work) {
    Outcome outcome = new Outcome();
    figures.calculate(input, () -> steps.forEach(step -> work.of(step, moment, outcome)));
    if (!outcome.isEmpty()) {
      figures.persist(outcome, () -> writer.write(outcome));
    }
    seen = moment.topology();
    shown.accept(seen);
  }

  @Override
  public void close() {
    topology.close();
    steps.forEach(Step::close);
    if (writer != null) {
      writer.close();
    }
  }
}
