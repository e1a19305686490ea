package io.stackstate.api.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.history.GivenVersion;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.settings.PastNodes;
import io.stackstate.model.ElementId;
import io.stackstate.model.check.ElementTelemetry;
import io.stackstate.stackpacks.settings.ChangeSet;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Lock;

/**
 * The streams and checks that people gave elements: a settings node for each element that has any,
 * so they outlive a rebuild, have versions, and are there again when the element comes back.
 * Thread-safe.
 */
public final class MadeTelemetry {
  private static final int MOST = 100;

  private final SettingsNodes settings;
  private final PastNodes past;
  private final Lock writer;
  private final InstantSource clock;

  /** Streams or checks. */
  enum Part {
    STREAM("streams"),
    CHECK("checks");

    private final String list;

    Part(String list) {
      this.list = list;
    }
  }

  /** An element as its settings node tells of it. */
  record Owner(long id, String type, String name, List<String> identifiers) {}

  /**
   * @param writer held while settings are changed
   */
  public MadeTelemetry(SettingsNodes settings, PastNodes past, Lock writer, InstantSource clock) {
    this.settings = settings;
    this.past = past;
    this.writer = writer;
    this.clock = clock;
  }

  /** All settings, for what they refer to. */
  SettingsNodes settings() {
    return settings;
  }

  /** Those of an element, now or at an instant, epoch milliseconds. */
  public ElementTelemetry of(long element, OptionalLong timeMillis) {
    long id = ElementTelemetry.nodeId(element);
    Optional<Node> node = timeMillis.isPresent() ? past.at(id, timeMillis.getAsLong()) : node(id);
    return node.map(found -> ElementTelemetry.read(found.content()))
        .orElseGet(() -> ElementTelemetry.none(element));
  }

  /** All that an element had, as far as it is kept, the oldest first. */
  public List<GivenVersion> history(long element) {
    return past.versions(ElementTelemetry.nodeId(element)).stream()
        .map(
            version ->
                new GivenVersion(
                    ElementTelemetry.read(version.node().content()),
                    version.sinceMillis(),
                    version.untilMillis()))
        .toList();
  }

  private Optional<Node> node(long id) {
    return settings.own(id).filter(node -> node.type().equals(ElementTelemetry.NODE_TYPE));
  }

  /**
   * Adds one.
   *
   * @param definition without id; gets one
   * @throws ApiException 409 when the element has as many as it may have
   */
  ObjectNode add(Owner owner, Part part, ObjectNode definition) {
    writer.lock();
    try {
      ObjectNode content = content(owner);
      ArrayNode list = content.withArray("/" + part.list);
      if (list.size() >= MOST) {
        throw ApiException.of(
            409,
            "%s has %d %s already, the most it may have".formatted(owner.name(), MOST, part.list));
      }
      ObjectNode added = complete(definition, freshId(owner, part, definition));
      list.add(added);
      commit(owner, content);
      return added;
    } finally {
      writer.unlock();
    }
  }

  /** Replaces one; empty when it is not there. */
  Optional<ObjectNode> replace(Owner owner, Part part, long id, ObjectNode definition) {
    writer.lock();
    try {
      ObjectNode content = content(owner);
      ArrayNode list = content.withArray("/" + part.list);
      int place = place(list, id);
      if (place < 0) {
        return Optional.empty();
      }
      ObjectNode replaced = complete(definition, id);
      list.set(place, replaced);
      commit(owner, content);
      return Optional.of(replaced);
    } finally {
      writer.unlock();
    }
  }

  /** Removes one; false when it is not there. */
  boolean remove(Owner owner, Part part, long id) {
    writer.lock();
    try {
      ObjectNode content = content(owner);
      ArrayNode list = content.withArray("/" + part.list);
      int place = place(list, id);
      if (place >= 0) {
        list.remove(place);
        commit(owner, content);
      }
      return place >= 0;
    } finally {
      writer.unlock();
    }
  }

  private static int place(ArrayNode list, long id) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).path("id").asLong() == id) {
        return i;
      }
    }
    return -1;
  }

  private ObjectNode content(Owner owner) {
    ObjectNode content =
        node(ElementTelemetry.nodeId(owner.id()))
            .map(node -> node.content().deepCopy())
            .orElseGet(JsonNodeFactory.instance::objectNode);
    content.put("_type", ElementTelemetry.NODE_TYPE);
    content.put("id", ElementTelemetry.nodeId(owner.id()));
    content.put("name", owner.name());
    content.put("element", owner.id());
    content.put("elementType", owner.type());
    ArrayNode identifiers = content.putArray("identifiers");
    owner.identifiers().forEach(identifiers::add);
    return content;
  }

  private ObjectNode complete(ObjectNode definition, long id) {
    ObjectNode complete = definition.deepCopy();
    complete.put("id", id);
    complete.put("lastUpdateTimestamp", clock.millis());
    complete.put("syncCreated", false);
    return complete;
  }

  /** The same name gives the same id again, so what is made anew after a loss is as it was. */
  private long freshId(Owner owner, Part part, ObjectNode definition) {
    String element = Long.toString(owner.id());
    String name = definition.path("name").asText();
    int attempt = 0;
    long id = ElementId.of(part.list, element, name);
    while (settings.byId(id).isPresent()) {
      id = ElementId.of(++attempt, part.list, element, name);
    }
    return id;
  }

  private void commit(Owner owner, ObjectNode content) {
    boolean empty = content.path("streams").isEmpty() && content.path("checks").isEmpty();
    long id = ElementTelemetry.nodeId(owner.id());
    List<Node> puts = new ArrayList<>();
    if (!empty) {
      puts.add(
          new Node(
              id,
              ElementTelemetry.NODE_TYPE,
              null,
              owner.name(),
              null,
              null,
              false,
              content,
              clock.millis()));
    }
    settings.commit(new ChangeSet(puts, empty ? List.of(id) : List.of()));
  }
}
