package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.crds.MonitorStatus;
import io.stackstate.operator.status.Verdict;
import java.time.Instant;

/** Reads what {@link RemoteMonitor} shows (health sheet, section 3.4). Pure. */
final class MonitorView {
  private static final String METRICS = "/metrics/runtimeMetrics/";

  private MonitorView() {}

  static Verdict verdict(JsonNode view) {
    JsonNode runs = view.path(RemoteMonitor.RUNS);
    String error = lastError(runs);
    return switch (runs.at("/monitor/runtimeStatus").asText()) {
      case "DISABLED" -> Verdict.ready("Disabled", "it is disabled, and does not run");
      case "ERROR" ->
          error == null
              ? Verdict.waiting("NotRun", "the role health has not run it for a long time")
              : Verdict.stalled("RunsFail", error);
      case "WARNING" -> Verdict.ready("RunsWithErrors", error == null ? "see its status" : error);
      default ->
          time(runs, "lastRunTimestamp") == null
              ? Verdict.ready("Applied", "it is there as the resource says, and has not run yet")
              : Verdict.ready("Running", running(runs));
    };
  }

  /** The usual question is why a state is not at its element, so that is said first. */
  private static String running(JsonNode runs) {
    Long unmatched = number(runs, "unmappedHealthStatesCount");
    return unmatched == null || unmatched == 0
        ? "it runs at its interval"
        : "it runs at its interval; %d of %d states name no element that is there"
            .formatted(unmatched, number(runs, "healthStatesCount"));
  }

  static MonitorStatus seen(String identifier, ContentStatus shared, JsonNode view) {
    JsonNode runs = view.path(RemoteMonitor.RUNS);
    JsonNode id = runs.at("/monitor/id");
    return new MonitorStatus(
        shared.observedGeneration(),
        shared.conditions(),
        identifier,
        id.isMissingNode() ? null : id.asText(),
        number(runs, "clearCount"),
        number(runs, "deviatingCount"),
        number(runs, "criticalCount"),
        number(runs, "unknownCount"),
        number(runs, "unmappedHealthStatesCount"),
        time(runs, "lastRunTimestamp"),
        time(runs, "lastSuccessfulRunTimestamp"),
        lastError(runs),
        shared.appliedHash());
  }

  /** Nothing is known of it now: what was known stays. */
  static MonitorStatus unseen(MonitorStatus old, String identifier, ContentStatus shared) {
    return new MonitorStatus(
        shared.observedGeneration(),
        shared.conditions(),
        identifier,
        old.monitorId(),
        old.clear(),
        old.deviating(),
        old.critical(),
        old.unknown(),
        old.unmatched(),
        old.lastRun(),
        old.lastSuccessfulRun(),
        old.lastError(),
        shared.appliedHash());
  }

  /** The platform shows the newest first; none when the last run succeeded. */
  private static String lastError(JsonNode runs) {
    return runs.at("/errors/0/error").textValue();
  }

  private static Long number(JsonNode runs, String field) {
    JsonNode value = runs.at(METRICS + field);
    return value.isNumber() ? value.asLong() : null;
  }

  private static String time(JsonNode runs, String field) {
    Long millis = number(runs, field);
    return millis == null ? null : Instant.ofEpochMilli(millis).toString();
  }
}
