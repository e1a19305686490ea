package io.stackstate.api.script;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.model.Json;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Settings nodes as scripts see them with {@code Graph} (query sheet, section 6.8). */
final class ScriptNodes {
  private static final int MOST = 10_000;

  /** Whole scripts and pictures would not fit between processes. */
  private static final int LONGEST = 2_000;

  private ScriptNodes() {}

  /**
   * @param wanted {@code ids}, or nothing for all
   * @return maps with {@code id}, {@code _type} and the fields that are single values, long texts
   *     left out
   * @throws ScriptApiException when there are too many
   */
  static List<Map<String, Object>> find(SettingsNodes settings, Map<String, Object> wanted) {
    Stream<Node> nodes =
        wanted.get("ids") instanceof List<?> ids
            ? ids.stream()
                .map(id -> settings.own(((Number) id).longValue()))
                .flatMap(Optional::stream)
            : settings.all().stream();
    List<Map<String, Object>> found = new ArrayList<>();
    nodes.limit(MOST + 1L).forEach(node -> found.add(fields(node)));
    if (found.size() > MOST) {
      throw new ScriptApiException(
          "Graph: found more than %d nodes, expected fewer; ask for them by id".formatted(MOST));
    }
    return found;
  }

  private static Map<String, Object> fields(Node node) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : node.content().properties()) {
      JsonNode value = field.getValue();
      if (value.isValueNode() && !value.isNull() && value.asText().length() <= LONGEST) {
        fields.put(field.getKey(), Json.mapper().convertValue(value, Object.class));
      }
    }
    fields.put("id", node.id());
    fields.put("_type", node.type());
    if (node.name() != null) {
      fields.put("name", node.name());
    }
    fields.put("lastUpdateTimestamp", node.lastUpdateMillis());
    return fields;
  }
}
