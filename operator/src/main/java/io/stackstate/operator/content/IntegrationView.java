package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.crds.IntegrationStatus;
import io.stackstate.operator.status.Verdict;
import java.time.Instant;

/** Reads what {@code /api/integrations} shows. Pure. */
final class IntegrationView {
  private IntegrationView() {}

  static Verdict verdict(JsonNode view) {
    String status = view.path("status").asText();
    return switch (status) {
      case "Running" -> running(view);
      case "Pending" -> Verdict.waiting("Pending", "the synchronization is being started");
      case "Deleting" ->
          Verdict.waiting("Deleting", "the platform is removing an earlier one; it is made anew");
      case "DeleteFailed" ->
          Verdict.stalled("DeleteFailed", "the platform could not remove it" + newestError(view));
      default -> Verdict.waiting("UnknownStatus", "the platform reports status \"" + status + "\"");
    };
  }

  private static Verdict running(JsonNode view) {
    if (view.path("errors").asLong() > 0) {
      return Verdict.ready("SynchronizingWithErrors", "running, with errors" + newestError(view));
    }
    if (view.path("lastDataMillis").asLong() > 0) {
      return Verdict.ready("Synchronizing", "running");
    }
    JsonNode sync = view.path("customSync");
    return Verdict.ready(
        "WaitingForData",
        "running; no data yet: post topology of instance type \"%s\" and url \"%s\" to %s"
            .formatted(
                sync.path("instanceType").asText(),
                sync.path("instanceUrl").asText(),
                view.path("intakePath").asText()));
  }

  private static String newestError(JsonNode view) {
    JsonNode errors = view.path("errorDetails");
    if (!errors.isArray() || errors.isEmpty()) {
      return "";
    }
    String message = errors.get(0).path("message").asText();
    return message.isBlank() ? "" : ": " + message;
  }

  static IntegrationStatus seen(String identifier, ContentStatus shared, JsonNode v) {
    return new IntegrationStatus(
        shared.observedGeneration(),
        shared.conditions(),
        text(v, "topic"),
        text(v, "intakePath"),
        identifier,
        text(v, "nodeId"),
        number(v, "components"),
        number(v, "relations"),
        number(v, "parkedRelations"),
        number(v, "errors"),
        time(v, "lastDataMillis"),
        stackPackInstance(v),
        shared.appliedHash());
  }

  private static String stackPackInstance(JsonNode view) {
    return view.has("instance")
        ? view.path("pack").asText() + "/" + view.at("/instance/id").asText()
        : null;
  }

  static IntegrationStatus unseen(IntegrationStatus old, ContentStatus shared) {
    return new IntegrationStatus(
        shared.observedGeneration(),
        shared.conditions(),
        old.topic(),
        old.intakePath(),
        old.identifier(),
        old.nodeId(),
        old.components(),
        old.relations(),
        old.parkedRelations(),
        old.errors(),
        old.lastDataTime(),
        old.stackPackInstance(),
        shared.appliedHash());
  }

  private static String text(JsonNode view, String field) {
    return view.hasNonNull(field) ? view.get(field).asText() : null;
  }

  private static Long number(JsonNode view, String field) {
    return view.path(field).isNumber() ? view.get(field).asLong() : null;
  }

  private static String time(JsonNode view, String field) {
    Long millis = number(view, field);
    return millis == null ? null : Instant.ofEpochMilli(millis).toString();
  }
}
