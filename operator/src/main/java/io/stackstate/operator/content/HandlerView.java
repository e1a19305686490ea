package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.crds.EventHandlerStatus;
import io.stackstate.crds.EventHandlerStatus.Failure;
import io.stackstate.crds.EventHandlerStatus.Output;
import io.stackstate.operator.status.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what {@code /api/event-handlers} shows. Pure. */
final class HandlerView {
  private HandlerView() {}

  static Verdict verdict(JsonNode view) {
    JsonNode status = view.path("status");
    if (status.path("state").asText().equals("Invalid")) {
      return Verdict.stalled("Invalid", status.path("problem").asText());
    }
    if (!status.path("state").asText().equals("Executed")) {
      return Verdict.waiting("NotExecuted", "the role automation has not taken it yet");
    }
    if (!status.path("notExecuted").isEmpty()) {
      return Verdict.stalled("InvalidOutput", status.at("/notExecuted/0").asText());
    }
    for (JsonNode output : status.path("outputs")) {
      String name = output.path("name").asText();
      if (output.hasNonNull("disabled")) {
        return Verdict.stalled(
            "OutputDisabled",
            "output " + name + " is off until it is changed: " + output.path("disabled").asText());
      }
      if (output.path("authFailed").asBoolean()) {
        return Verdict.ready("AuthFailed", "output " + name + ": " + newest(output));
      }
      if (!output.path("errors").isEmpty()) {
        return Verdict.ready("DeliveringWithErrors", "output " + name + ": " + newest(output));
      }
    }
    return Verdict.ready("Executed", "events are looked at");
  }

  private static String newest(JsonNode output) {
    JsonNode errors = output.path("errors");
    JsonNode last = errors.path(errors.size() - 1);
    return last.path("category").asText() + ", " + last.path("message").asText();
  }

  static EventHandlerStatus seen(String identifier, ContentStatus shared, JsonNode view) {
    JsonNode status = view.path("status");
    Map<String, Long> suppressed = new TreeMap<>();
    status
        .path("suppressed")
        .properties()
        .forEach(each -> suppressed.put(each.getKey(), each.getValue().asLong()));
    List<Output> outputs = new ArrayList<>();
    status.path("outputs").forEach(output -> outputs.add(output(output)));
    return new EventHandlerStatus(
        shared.observedGeneration(),
        shared.conditions(),
        identifier,
        view.path("id").asText(),
        status.path("openNotifications").asLong(),
        status.path("pendingNotifications").asLong(),
        status.path("deadLetters").asLong(),
        suppressed.isEmpty() ? null : suppressed,
        outputs.isEmpty() ? null : outputs,
        shared.appliedHash());
  }

  private static Output output(JsonNode output) {
    List<Failure> errors = new ArrayList<>();
    for (JsonNode error : output.path("errors")) {
      errors.add(
          new Failure(
              error.path("category").asText(),
              error.path("count").asLong(),
              error.path("message").asText()));
    }
    return new Output(
        output.path("name").asText(),
        output.path("sent").asLong(),
        output.path("lastSuccess").textValue(),
        output.path("disabled").textValue(),
        errors.isEmpty() ? null : errors);
  }

  static EventHandlerStatus unseen(EventHandlerStatus old, ContentStatus shared) {
    return new EventHandlerStatus(
        shared.observedGeneration(),
        shared.conditions(),
        old.identifier(),
        old.nodeId(),
        old.openNotifications(),
        old.pendingNotifications(),
        old.deadLetters(),
        old.suppressed(),
        old.outputs(),
        shared.appliedHash());
  }
}
