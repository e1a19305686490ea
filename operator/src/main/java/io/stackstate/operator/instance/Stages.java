package io.stackstate.operator.instance;

import static io.stackstate.operator.instance.model.StageName.ELASTICSEARCH;
import static io.stackstate.operator.instance.model.StageName.EXPOSE;
import static io.stackstate.operator.instance.model.StageName.GRAPH;
import static io.stackstate.operator.instance.model.StageName.KAFKA;
import static io.stackstate.operator.instance.model.StageName.MIGRATION;
import static io.stackstate.operator.instance.model.StageName.MONITORING;
import static io.stackstate.operator.instance.model.StageName.SECRETS;
import static io.stackstate.operator.instance.model.StageName.TOPICS;

import io.stackstate.operator.instance.model.StageName;
import io.stackstate.operator.metrics.OperatorMetrics;
import io.stackstate.operator.status.Outcome;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The stages of an instance in their order, and what each of them builds on. Thread-safe. */
final class Stages {
  private static final List<Stage> ORDER =
      List.of(
          new ApplyStage(SECRETS, Set.of()),
          new ApplyStage(KAFKA, Set.of(SECRETS)),
          new ApplyStage(ELASTICSEARCH, Set.of(SECRETS)),
          new ApplyStage(GRAPH, Set.of(SECRETS)),
          new ApplyStage(TOPICS, Set.of(KAFKA)),
          new ApplyStage(MIGRATION, Set.of(GRAPH, ELASTICSEARCH)),
          new ServicesStage(Set.of(KAFKA, ELASTICSEARCH, GRAPH, TOPICS, MIGRATION)),
          new ApplyStage(EXPOSE, Set.of()),
          new ApplyStage(MONITORING, Set.of()));

  private final OperatorMetrics metrics;

  Stages(OperatorMetrics metrics) {
    this.metrics = metrics;
  }

  /** Runs all of them; one that is not done keeps only those that build on it from running. */
  List<StageReport> run(InstanceContext context) {
    Set<StageName> done = EnumSet.noneOf(StageName.class);
    List<StageReport> reports = new ArrayList<>();
    for (Stage stage : ORDER) {
      StageReport report = run(stage, done, context);
      if (report.outcome().isDone()) {
        done.add(stage.name());
      }
      reports.add(report);
    }
    return reports;
  }

  private StageReport run(Stage stage, Set<StageName> done, InstanceContext context) {
    Set<StageName> missing = EnumSet.noneOf(StageName.class);
    missing.addAll(stage.needs());
    missing.removeAll(done);
    if (!missing.isEmpty()) {
      return StageReport.skipped(stage.name(), "waits for " + text(missing.iterator().next()));
    }
    try {
      return metrics.stage(text(stage.name()), () -> stage.run(context));
    } catch (RuntimeException e) {
      Outcome failed = new Outcome.Failed("InternalError", "a mistake in the operator: " + e, e);
      return StageReport.skipped(stage.name(), "").with(failed);
    }
  }

  /** The name of a stage as people read it. */
  static String text(StageName stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }
}
