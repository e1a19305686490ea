package io.stackstate.api.monitor;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.health.StreamReport;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.health.CheckState;
import io.stackstate.model.monitor.MonitorRunResult;
import io.stackstate.model.monitor.MonitorRunStatus;
import io.stackstate.model.monitor.MonitorRunStatus.MonitorError;
import io.stackstate.stackpacks.settings.Node;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * The JSON of monitors: all fields of 5.1 and those of later releases, so that all clients find
 * theirs (REST sheet, section 9.6).
 */
final class MonitorWriter {
  private MonitorWriter() {}

  /**
   * @param function empty when it is gone
   */
  static void monitor(
      JsonGenerator out, StoredMonitor monitor, Optional<Node> function, RuntimeStatus runtime)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("_type", StoredMonitor.TYPE);
    out.writeNumberField("id", monitor.id());
    out.writeStringField("identifier", monitor.identifier());
    out.writeStringField("name", monitor.name());
    optional(out, "description", monitor.text("description"));
    optional(out, "remediationHint", monitor.text("remediationHint"));
    out.writeNumberField("functionId", monitor.functionId());
    out.writeFieldName("arguments");
    ArgumentsWriter.write(out, monitor.arguments(), function);
    out.writeNumberField("intervalSeconds", monitor.intervalSeconds());
    out.writeArrayFieldStart("tags");
    for (String tag : monitor.tags()) {
      out.writeString(tag);
    }
    out.writeEndArray();
    out.writeStringField("status", monitor.enabled() ? "ENABLED" : "DISABLED");
    out.writeStringField("runtimeStatus", runtime.name());
    out.writeNumberField("lastUpdateTimestamp", monitor.node().lastUpdateMillis());
    String owner = monitor.node().ownedBy();
    out.writeStringField(
        "source", owner != null && owner.startsWith("urn:stackpack:") ? "StackPack" : "User");
    optional(out, "sourceDetails", owner);
    out.writeBooleanField("canEdit", !monitor.node().locked());
    out.writeBooleanField("canClone", true);
    out.writeEndObject();
  }

  static void function(JsonGenerator out, Node function) throws IOException {
    out.writeStartObject();
    out.writeNumberField("id", function.id());
    out.writeStringField("name", function.name() == null ? "" : function.name());
    out.writeNumberField("lastUpdateTimestamp", function.lastUpdateMillis());
    optional(out, "identifier", function.identifier());
    optional(out, "description", function.content().path("description").textValue());
    out.writeEndObject();
  }

  static void errors(JsonGenerator out, MonitorRunStatus run) throws IOException {
    out.writeArrayFieldStart("errors");
    for (MonitorError error : run.errors()) {
      out.writeStartObject();
      out.writeStringField("error", error.error());
      out.writeNumberField("count", error.count());
      out.writeStringField("level", error.level());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  static void runtimeMetrics(JsonGenerator out, MonitorRunStatus run, StreamReport report)
      throws IOException {
    out.writeObjectFieldStart("runtimeMetrics");
    counts(out, report::matched);
    out.writeNumberField("healthStatesCount", report.states());
    out.writeNumberField("unmappedHealthStatesCount", report.unmatched());
    times(out, run);
    out.writeEndObject();
  }

  /** The same of all its states, whether they found an element or not. */
  static void runtimeMetrics(JsonGenerator out, MonitorRunStatus run, List<CheckState> states)
      throws IOException {
    out.writeObjectFieldStart("runtimeMetrics");
    counts(out, health -> (int) states.stream().filter(s -> s.health() == health).count());
    out.writeNumberField("healthStatesCount", states.size());
    times(out, run);
    out.writeEndObject();
  }

  private static void counts(JsonGenerator out, ToIntFunction<HealthState> count)
      throws IOException {
    out.writeNumberField("unknownCount", count.applyAsInt(HealthState.UNKNOWN));
    out.writeNumberField("clearCount", count.applyAsInt(HealthState.CLEAR));
    out.writeNumberField("deviatingCount", count.applyAsInt(HealthState.DEVIATING));
    out.writeNumberField("criticalCount", count.applyAsInt(HealthState.CRITICAL));
  }

  private static void times(JsonGenerator out, MonitorRunStatus run) throws IOException {
    time(out, "lastRunTimestamp", run.lastRunMillis());
    time(out, "lastSuccessfulRunTimestamp", run.lastSuccessMillis());
    time(out, "lastFailedRunTimestamp", run.lastFailureMillis());
  }

  private static void time(JsonGenerator out, String field, long millis) throws IOException {
    if (millis > 0) {
      out.writeNumberField(field, millis);
    }
  }

  /** An object, because the genuine command line reads it into a map. */
  static void result(JsonGenerator out, MonitorRunResult result, boolean dryRun)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("_type", "MonitorRunResult");
    out.writeBooleanField("dryRun", dryRun);
    out.writeNumberField("durationMillis", result.durationMillis());
    out.writeNumberField("healthStatesCount", result.healthStatesCount());
    out.writeBooleanField("truncated", result.healthStates().size() < result.healthStatesCount());
    if (!result.log().isEmpty()) {
      out.writeObjectField("log", result.log());
    }
    out.writeArrayFieldStart("healthStates");
    for (MonitorRunResult.State state : result.healthStates()) {
      out.writeStartObject();
      out.writeStringField("_type", "MonitorHealthState");
      out.writeStringField("id", state.id());
      out.writeStringField("state", state.state());
      out.writeStringField("topologyIdentifier", state.topologyIdentifier());
      optional(out, "message", state.message());
      optional(out, "reason", state.reason());
      if (!state.displayTimeSeries().isEmpty()) {
        out.writeObjectField("displayTimeSeries", state.displayTimeSeries());
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void optional(JsonGenerator out, String field, String value) throws IOException {
    if (value != null) {
      out.writeStringField(field, value);
    }
  }
}
