package io.stackstate.stackpacks.stj;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.model.monitor.MonitorInterval;
import io.stackstate.stackpacks.settings.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/** What documents may leave out or write otherwise in a monitor (health sheet, section 3.1). */
final class MonitorFields {
  static final String TYPE = "Monitor";

  private MonitorFields() {}

  /**
   * Without a status a new monitor is disabled and one that is there keeps its own; tags may be an
   * empty map.
   *
   * @param before null when it is new
   * @return what is wrong that the types of fields do not tell, by field
   */
  static Map<String, String> complete(ObjectNode content, Node before) {
    if (!content.hasNonNull("status")) {
      String kept = before == null ? "" : before.content().path("status").asText("");
      content.put("status", kept.isEmpty() ? "DISABLED" : kept);
    }
    JsonNode tags = content.path("tags");
    if (tags.isObject() && tags.isEmpty()) {
      content.putArray("tags");
    }
    return problems(content);
  }

  private static Map<String, String> problems(JsonNode content) {
    Map<String, String> problems = new LinkedHashMap<>();
    JsonNode identifier = content.path("identifier");
    if (identifier.isTextual() && !identifier.textValue().startsWith("urn:")) {
      // Clients name a monitor by its id or a URN, so that nobody could name this one.
      problems.put("identifier", "found " + identifier + ", expected a URN");
    }
    JsonNode interval = content.path("intervalSeconds");
    if (interval.isIntegralNumber()
        && !(interval.canConvertToLong() && MonitorInterval.isValid(interval.longValue()))) {
      problems.put(
          "intervalSeconds", "found " + interval + ", expected " + MonitorInterval.expected());
    }
    JsonNode arguments = content.path("arguments");
    if (arguments.isValueNode() && !arguments.isNull()) {
      problems.put("arguments", "found " + arguments + ", expected a list or a map by name");
    }
    return problems;
  }
}
