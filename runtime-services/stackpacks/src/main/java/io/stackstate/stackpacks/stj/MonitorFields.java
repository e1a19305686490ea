package io.stackstate.stackpacks.stj;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.stackpacks.settings.Node;
import java.util.Optional;

/** What documents may leave out or write otherwise in a monitor (health sheet, section 3.1). */
final class MonitorFields {
  static final String TYPE = "Monitor";

  private MonitorFields() {}

  /**
   * Without a status a new monitor is disabled and one that is there keeps its own; tags may be an
   * empty map.
   *
   * @param before null when it is new
   * @return what is wrong with the interval
   */
  static Optional<String> complete(ObjectNode content, Node before) {
    if (!content.hasNonNull("status")) {
      String kept = before == null ? "" : before.content().path("status").asText("");
      content.put("status", kept.isEmpty() ? "DISABLED" : kept);
    }
    JsonNode tags = content.path("tags");
    if (tags.isObject() && tags.isEmpty()) {
      content.putArray("tags");
    }
    JsonNode interval = content.path("intervalSeconds");
    return interval.isNumber() && interval.asDouble() < 1
        ? Optional.of("found " + interval + ", expected at least 1")
        : Optional.empty();
  }
}
