package io.stackstate.receiver.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.receiver.intake.IntakeFault;
import io.stackstate.receiver.intake.Kind;
import java.util.List;
import java.util.Locale;

/**
 * CloudEvents 1.0 by HTTP in structured, binary and batched mode. Each becomes an event, or, with
 * the parameter {@code as=health}, a check state of a stream per {@code source}. One alone that
 * cannot be read is a fault of the message; in a batch it is skipped.
 */
public final class CloudEventsAdapter implements Adapter {
  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";

  private final AlertMapping mapping;

  public CloudEventsAdapter(AlertMapping mapping) {
    this.mapping = mapping;
  }

  @Override
  public Translation translate(byte[] body, Request request)
      throws IntakeFault, UnsupportedTypeException {
    boolean health = request.parameter("as").isPresent() && !AlertsAdapter.events(request);
    IntakeDraft draft =
        new IntakeDraft(health ? Kind.HEALTH : Kind.TOPOLOGY_EVENT, request.receivedMillis());
    String type =
        request.header("content-type").orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (type.equals(BATCH)) {
      batch(JsonBody.read(body), draft, health, request);
    } else {
      single(body, type, draft, health, request);
    }
    return draft.end("cloudevents");
  }

  private void single(byte[] body, String type, IntakeDraft draft, boolean health, Request request)
      throws IntakeFault, UnsupportedTypeException {
    if (!type.equals(STRUCTURED) && request.header("ce-specversion").isEmpty()) {
      throw new UnsupportedTypeException(
          "expected Content-Type "
              + STRUCTURED
              + " or "
              + BATCH
              + ", or the headers ce-specversion, ce-id, ce-source and ce-type");
    }
    try {
      CloudEvent event =
          type.equals(STRUCTURED)
              ? CloudEvent.structured(JsonBody.read(body), "")
              : CloudEvent.binary(request, body);
      add(draft, event, health, request, "");
    } catch (UnreadableException e) {
      throw new IntakeFault(e.path(), e.getMessage(), "");
    }
  }

  private void batch(JsonNode root, IntakeDraft draft, boolean health, Request request)
      throws IntakeFault {
    if (!root.isArray()) {
      throw new IntakeFault(
          "", "expected an array of CloudEvents, found " + JsonBody.found(root), "");
    }
    for (int i = 0; i < root.size(); i++) {
      String path = "[" + i + "]";
      try {
        add(draft, CloudEvent.structured(root.get(i), path), health, request, path);
      } catch (UnreadableException e) {
        draft.reject(e);
      }
    }
  }

  private void add(
      IntakeDraft draft, CloudEvent event, boolean health, Request request, String path)
      throws UnreadableException {
    if (!health) {
      draft.event(group(event), event(event, request));
      return;
    }
    List<String> identifiers = event.identifiers();
    if (identifiers.isEmpty()) {
      throw new UnreadableException(
          CloudEvent.at(path, "subject"), "expected the identifier of an element, found nothing");
    }
    String said = event.text("health").toUpperCase(Locale.ROOT);
    String state = said.isEmpty() ? mapping.healthOf(event.text("severity")) : said;
    String name = event.text("name");
    for (String identifier : identifiers) {
      draft.state(
          "cloudevents",
          event.source(),
          mapping.toldFor(),
          IntakeDraft.state(
              event.type() + "|" + identifier,
              name.isEmpty() ? event.type() : name,
              state,
              identifier,
              event.text("message")));
    }
  }

  /** Names of groups may not begin with some words, which a prefix avoids. */
  private static String group(CloudEvent event) {
    return "ce:" + event.type();
  }

  private static ObjectNode event(CloudEvent event, Request request) {
    ObjectNode made = JsonNodeFactory.instance.objectNode();
    String title = event.text("title");
    made.put("event_type", event.type());
    made.put("msg_title", title.isEmpty() ? event.type() : title);
    made.put("msg_text", event.text("message"));
    made.put("timestamp", event.millis().orElse(request.receivedMillis()));
    made.put("source_type_name", "cloudevents");
    ArrayNode tags = made.putArray("tags");
    event.extensions().forEach((name, value) -> tags.add(name + ":" + value));
    ObjectNode context = made.putObject("context");
    String category = event.text("category");
    context.put("category", category.isEmpty() ? "Others" : category);
    context.put("source", event.source()).put("source_identifier", event.id());
    event.identifiers().forEach(context.putArray("element_identifiers")::add);
    String link = event.text("link");
    if (!link.isEmpty()) {
      context.putArray("source_links").addObject().put("title", "Source").put("url", link);
    }
    context.set("data", event.dataObject());
    return made;
  }
}
