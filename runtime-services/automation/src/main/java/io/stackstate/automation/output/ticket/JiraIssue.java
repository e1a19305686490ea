package io.stackstate.automation.output.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Notification.Link;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.text.Cut;
import io.stackstate.automation.output.text.Facts;
import io.stackstate.automation.output.text.Message;
import io.stackstate.model.change.HealthState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Issues and comments as Jira reads them. Pure.
 *
 * @param version of the REST API: 3 wants texts as documents, 2 as text
 * @param priorities by health state
 * @param more fields of one's own, by their ids
 */
record JiraIssue(
    int version,
    String project,
    String type,
    List<String> labels,
    Map<HealthState, String> priorities,
    Map<String, JsonNode> more) {
  private static final int SUMMARY = 255;
  private static final int TEXT = 32_000;

  static JiraIssue read(SpecReader spec, int version, String project) {
    List<String> labels = spec.texts("labels");
    labels.stream()
        .filter(label -> label.matches(".*\\s.*"))
        .forEach(label -> spec.finding("labels", "\"" + label + "\"", "labels without spaces"));
    Map<HealthState, String> priorities = new TreeMap<>();
    spec.object("priorityMap")
        .ifPresent(
            map -> {
              for (HealthState state : HealthState.values()) {
                map.optionalText(state.name(), 80).ifPresent(name -> priorities.put(state, name));
              }
              map.end();
            });
    Map<String, JsonNode> more = new TreeMap<>();
    Optional<JsonNode> fields = spec.json("fields");
    if (fields.isPresent() && !fields.get().isObject()) {
      spec.finding("fields", "no object", "an object with fields of Jira by their ids");
    }
    fields.ifPresent(
        node -> node.properties().forEach(entry -> more.put(entry.getKey(), entry.getValue())));
    return new JiraIssue(
        version,
        project,
        spec.optionalText("issueType", 100).orElse("Task"),
        labels,
        priorities,
        more);
  }

  /** The same for all notifications of a handler about the same group. */
  static String label(Notification notification) {
    String group = notification.handler().name() + "\n" + notification.groupKey();
    return "stackstate-" + UUID.nameUUIDFromBytes(group.getBytes(StandardCharsets.UTF_8));
  }

  ObjectNode create(Message message) {
    ObjectNode fields = change(message);
    more.forEach(fields::set);
    fields.putObject("project").put("key", project);
    fields.putObject("issuetype").put("name", type);
    ArrayNode all = fields.putArray("labels");
    labels.forEach(all::add);
    all.add(label(message.notification()));
    return fields;
  }

  ObjectNode change(Message message) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields.put("summary", Cut.to(SUMMARY, message.title()));
    fields.set(
        "description",
        text(
            message.body().orElseGet(() -> Facts.lines(message.notification())),
            message.notification().links()));
    String priority = priorities.get(message.notification().state());
    if (priority != null) {
      fields.putObject("priority").put("name", priority);
    }
    return fields;
  }

  ObjectNode comment(Message message) {
    Notification notification = message.notification();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set(
        "body",
        text(
            Facts.health(notification) + ": " + message.title() + "\n" + Facts.reason(notification),
            List.of()));
    return body;
  }

  private JsonNode text(String text, List<Link> links) {
    String cut = Cut.to(TEXT, text);
    if (version == 3) {
      return document(cut, links);
    }
    StringBuilder out = new StringBuilder(cut);
    links.forEach(link -> out.append('\n').append(link.title()).append(": ").append(link.url()));
    return JsonNodeFactory.instance.textNode(out.toString());
  }

  private static ObjectNode document(String text, List<Link> links) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("type", "doc").put("version", 1);
    ArrayNode content = document.putArray("content");
    for (String line : text.split("\n")) {
      if (!line.isBlank()) {
        run(content.addObject().put("type", "paragraph").putArray("content"), line);
      }
    }
    for (Link link : links) {
      ObjectNode run =
          run(content.addObject().put("type", "paragraph").putArray("content"), link.title());
      run.putArray("marks")
          .addObject()
          .put("type", "link")
          .putObject("attrs")
          .put("href", link.url());
    }
    return document;
  }

  private static ObjectNode run(ArrayNode paragraph, String text) {
    return paragraph.addObject().put("type", "text").put("text", text);
  }
}
