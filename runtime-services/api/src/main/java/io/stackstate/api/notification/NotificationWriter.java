package io.stackstate.api.notification;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.handler.NotificationBoard;
import io.stackstate.model.notification.HandlerStatus;
import io.stackstate.model.notification.OutputStatus;
import io.stackstate.stackpacks.settings.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON of configurations and channels; never a secret. */
final class NotificationWriter {
  private final Notifications notifications;
  private final NotificationBoard board;

  NotificationWriter(Notifications notifications, NotificationBoard board) {
    this.notifications = notifications;
    this.board = board;
  }

  void configuration(JsonGenerator out, Node node) throws IOException {
    ObjectNode shown = Notifications.shown(node);
    shown.put("id", node.id());
    shown.put("name", node.name());
    if (node.content().path("description").isTextual()) {
      shown.set("description", node.content().path("description"));
    }
    shown.put("lastUpdateTimestamp", node.lastUpdateMillis());
    shown.put("runtimeStatus", runtimeStatus(node));
    out.writeTree(shown);
  }

  /**
   * ERROR when nothing arrives: the handler cannot be executed, or an output is switched off or not
   * let in; WARNING when some messages do not arrive, or nothing can because there is no channel.
   */
  private String runtimeStatus(Node node) {
    Optional<HandlerStatus> status = board.handler(node.id());
    Map<String, OutputStatus> outputs = board.outputs(node.id());
    if (status.isPresent() && status.get().invalid() != null
        || outputs.values().stream().anyMatch(o -> o.disabled() != null || o.authFailed())) {
      return "ERROR";
    }
    boolean incomplete = status.isPresent() && !status.get().notExecuted().isEmpty();
    return incomplete
            || notifications.channels(node).isEmpty()
            || outputs.values().stream().anyMatch(output -> !output.errors().isEmpty())
        ? "WARNING"
        : "OK";
  }

  void channel(JsonGenerator out, Node node) throws IOException {
    ObjectNode shown = Notifications.shown(node);
    shown.put("_type", Notifications.kind(node).type());
    shown.put("id", node.id());
    Optional<Node> configuration = notifications.configurationOf(node);
    configuration.ifPresent(found -> shown.put("notificationConfigurationId", found.id()));
    var errors = shown.putObject("status").putArray("errors");
    for (OutputStatus.Failure failure : failures(node, configuration)) {
      errors
          .addObject()
          .put("category", failure.category())
          .put("count", failure.count())
          .put("message", failure.message())
          .put("firstSeenMs", failure.firstSeenAt());
    }
    out.writeTree(shown);
  }

  /** Those of its configuration: the channel itself only sends tests. */
  private List<OutputStatus.Failure> failures(Node channel, Optional<Node> configuration) {
    Map<String, OutputStatus> outputs =
        configuration.map(found -> board.outputs(found.id())).orElse(new LinkedHashMap<>());
    OutputStatus status = outputs.get(Notifications.outputName(channel));
    return status == null ? List.of() : new ArrayList<>(status.errors());
  }
}
