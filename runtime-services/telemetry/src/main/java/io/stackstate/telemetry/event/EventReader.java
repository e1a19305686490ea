package io.stackstate.telemetry.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.model.Json;
import io.stackstate.model.intake.GenericEvent;
import io.stackstate.model.intake.StateEvent;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.telemetry.store.DailyIndex;
import io.stackstate.telemetry.store.Document;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes documents of the records of the event topics. Pure, and the same record always gives the
 * same document.
 */
public final class EventReader {
  /** The clocks of senders differ; what lies further ahead is filed under the day it came. */
  private static final long MAX_AHEAD_MILLIS = Duration.ofDays(1).toMillis();

  private final Categories categories;
  private final long maxAgeMillis;

  /**
   * @param maxAge events that were older when they came are not stored
   */
  public EventReader(Categories categories, Duration maxAge) {
    this.categories = categories;
    this.maxAgeMillis = maxAge.toMillis();
  }

  /**
   * Reads one record.
   *
   * @param receivedMillis when it came
   * @return empty when the event is too old
   * @throws IOException when it is no such event
   */
  public Optional<Document> read(EventGroup group, byte[] value, long receivedMillis)
      throws IOException {
    try {
      return switch (group) {
        case TOPOLOGY -> topology(value, receivedMillis);
        case GENERIC -> {
          GenericEvent event = parse(value, GenericEvent.class);
          yield document(group, event.id(), event.timestamp(), receivedMillis, event);
        }
        case STATE -> {
          StateEvent event = parse(value, StateEvent.class);
          yield document(group, event.id(), event.timestamp(), receivedMillis, event);
        }
      };
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static <T> T parse(byte[] value, Class<T> kind) throws IOException {
    T event = value == null ? null : Json.mapper().readValue(value, kind);
    if (event == null) {
      throw new IOException("found nothing, expected a " + kind.getSimpleName());
    }
    return event;
  }

  private Optional<Document> topology(byte[] value, long received) throws IOException {
    TopologyEvent event = parse(value, TopologyEvent.class);
    String type = Objects.requireNonNullElse(event.type(), "");
    StoredEvent stored =
        new StoredEvent(
            event.id(),
            Objects.requireNonNullElse(event.name(), ""),
            type,
            TypeNames.key(type),
            categories.of(event.category()),
            Objects.requireNonNullElse(event.source(), ""),
            event.timestamp(),
            received,
            event.elementIdentifiers(),
            event.elements(),
            event.sourceLinks(),
            event.tags(),
            categories.data(event.category(), event.data()),
            event.sourceIdentifier(),
            event.description());
    return document(EventGroup.TOPOLOGY, event.id(), event.timestamp(), received, stored);
  }

  private Optional<Document> document(
      EventGroup group, String id, long time, long received, Object content) throws IOException {
    if (id == null || id.isEmpty()) {
      throw new IOException("id: found nothing, expected the id of the event");
    }
    if (received - time > maxAgeMillis) {
      return Optional.empty();
    }
    long day = time - received > MAX_AHEAD_MILLIS ? received : time;
    ObjectNode json = treeOf(content);
    json.put("eventTime", time);
    json.put("processedTime", received);
    return Optional.of(
        new Document(
            DailyIndex.name(group.prefix(), day), id, Json.mapper().writeValueAsBytes(json)));
  }

  /** The logs name their own kind around them; that is the group already. */
  private static ObjectNode treeOf(Object content) {
    ObjectNode tree = Json.mapper().valueToTree(content);
    return content instanceof StoredEvent ? tree : (ObjectNode) tree.elements().next();
  }
}
