package io.stackstate.health.kafka;

import io.stackstate.health.outcome.Outcome;

/** Measures the rounds of a session; one thread. */
final class RoundFigures {
  private final HealthMetrics metrics;
  private final PropagationMetrics propagation;
  private final HealthSteps steps;

  RoundFigures(HealthMetrics metrics, PropagationMetrics propagation, HealthSteps steps) {
    this.metrics = metrics;
    this.propagation = propagation;
    this.steps = steps;
  }

  /**
   * A part of a round.
   *
   * @param input how many changes it works off
   */
  void calculate(int input, Runnable calculation) {
    propagation.came(input);
    PropagationMetrics.Work before = work();
    long begin = System.nanoTime();
    calculation.run();
    propagation.calculated(input, before, work(), System.nanoTime() - begin);
    propagation.components(
        steps.elements().propagation().ruled(), steps.elements().propagation().failed());
    propagation.views(steps.views().count(), steps.views().failed());
  }

  void persist(Outcome outcome, Runnable writing) {
    long begin = System.nanoTime();
    writing.run();
    propagation.persisted(System.nanoTime() - begin, outcome.oldest());
    metrics.written(outcome.changes().size());
  }

  private PropagationMetrics.Work work() {
    return new PropagationMetrics.Work(
        steps.elements().propagation().steps(), steps.views().decided());
  }
}
