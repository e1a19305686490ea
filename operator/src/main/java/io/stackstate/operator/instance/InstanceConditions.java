package io.stackstate.operator.instance;

import io.stackstate.crds.Condition;
import io.stackstate.crds.ConditionStatus;
import io.stackstate.operator.instance.model.StageName;
import io.stackstate.operator.status.Conditions;
import io.stackstate.operator.status.Outcome;
import io.stackstate.operator.status.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The conditions of an instance from the reports of its stages (deployment sheet, section 13).
 * Pure.
 */
final class InstanceConditions {
  private static final Map<StageName, String> PARTS = new EnumMap<>(StageName.class);

  static {
    PARTS.put(StageName.KAFKA, "KafkaReady");
    PARTS.put(StageName.ELASTICSEARCH, "ElasticsearchReady");
    PARTS.put(StageName.GRAPH, "GraphReady");
    PARTS.put(StageName.TOPICS, "TopicsReady");
    PARTS.put(StageName.SERVICES, "ServicesReady");
    PARTS.put(StageName.EXPOSE, "ExposeReady");
  }

  private final List<Condition> before;
  private final Long generation;
  private final Instant now;

  InstanceConditions(List<Condition> before, Long generation, Instant now) {
    this.before = before == null ? List.of() : before;
    this.generation = generation;
    this.now = now;
  }

  /** What all stages together say about the instance. */
  static Verdict verdict(List<StageReport> reports) {
    Optional<StageReport> worst =
        find(reports, Outcome.Failed.class)
            .or(() -> find(reports, Outcome.Blocked.class))
            .or(() -> find(reports, Outcome.Waiting.class));
    if (worst.isEmpty()) {
      return Verdict.ready("Running", "all parts are ready");
    }
    String part = Stages.text(worst.get().stage()) + ": ";
    Outcome outcome = worst.get().outcome();
    if (outcome instanceof Outcome.Failed failed) {
      return Verdict.waiting(failed.reason(), part + failed.message() + "; it is tried again");
    }
    if (outcome instanceof Outcome.Blocked blocked) {
      return Verdict.stalled(blocked.reason(), part + blocked.message());
    }
    Outcome.Waiting waiting = (Outcome.Waiting) outcome;
    return Verdict.waiting(waiting.reason(), part + waiting.message());
  }

  private static Optional<StageReport> find(
      List<StageReport> reports, Class<? extends Outcome> type) {
    return reports.stream().filter(r -> type.isInstance(r.outcome())).findFirst();
  }

  /** Those of kstatus and of all parts. */
  List<Condition> of(
      Verdict verdict, boolean paused, List<StageReport> reports, StoreEvidence evidence) {
    List<Condition> all = new ArrayList<>(Conditions.of(verdict, paused, before, generation, now));
    for (StageReport report : reports) {
      if (PARTS.containsKey(report.stage())) {
        all.add(part(PARTS.get(report.stage()), report.outcome()));
      }
      if (report.stage() == StageName.SERVICES) {
        all.add(schema(report.outcome(), evidence));
      }
    }
    return all;
  }

  private Condition part(String type, Outcome outcome) {
    if (outcome instanceof Outcome.Waiting waiting) {
      return one(type, ConditionStatus.False, waiting.reason(), waiting.message());
    }
    if (outcome instanceof Outcome.Blocked blocked) {
      return one(type, ConditionStatus.False, blocked.reason(), blocked.message());
    }
    if (outcome instanceof Outcome.Failed failed) {
      return one(type, ConditionStatus.Unknown, failed.reason(), failed.message());
    }
    if (outcome instanceof Outcome.Skipped skipped) {
      return one(type, ConditionStatus.Unknown, "Waiting", skipped.message());
    }
    return one(type, ConditionStatus.True, "Ready", "as desired");
  }

  /** The process that opens the graph migrates its schema, and is ready when that is done. */
  private Condition schema(Outcome services, StoreEvidence evidence) {
    if (services.isDone() || evidence == StoreEvidence.IN_USE) {
      return one(
          "SchemaReady", ConditionStatus.True, "Ready", "migrated by the process that opens it");
    }
    String who = "the process that owns the graph ";
    return switch (evidence) {
      case UNTOUCHED -> schema("NotOpened", who + "has not opened the store yet");
      case KEPT -> schema("Kept", who + "has ended; it needed no other layout of the store");
      case CONVERTED ->
          schema("Converting", who + "brings the store to its layout; older versions end with it");
      default ->
          schema("Opening", who + "is starting, and brings the store to its layout if it must");
    };
  }

  private Condition schema(String reason, String message) {
    return one("SchemaReady", ConditionStatus.Unknown, reason, message);
  }

  /** One condition for now. */
  Condition one(String type, ConditionStatus status, String reason, String message) {
    return Conditions.one(type, status, reason, message, generation, now, before);
  }
}
