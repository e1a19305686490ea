package io.stackstate.operator.instance.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.stackstate.operator.content.InvalidSpecException;
import java.util.Map;

/**
 * Merges a user's partial pod template over a generated one: objects by field, where null removes;
 * lists of named objects, and of mounts by their path, item by item; other lists as a whole.
 */
final class PodOverlay {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final YAMLMapper YAML = new YAMLMapper();

  private PodOverlay() {}

  /**
   * @param yaml null or blank for none
   * @param field of the spec that it stands in, for messages
   */
  static PodTemplateSpec merge(PodTemplateSpec base, String yaml, String field)
      throws InvalidSpecException {
    if (yaml == null || yaml.isBlank()) {
      return base;
    }
    JsonNode overlay;
    try {
      overlay = YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new InvalidSpecException(
          "%s: not YAML: %s"
              .formatted(field, e.getOriginalMessage().lines().findFirst().orElse("")));
    }
    if (!(overlay instanceof ObjectNode patch)) {
      throw new InvalidSpecException(
          "%s: found %s, expected an object with metadata or spec"
              .formatted(field, overlay.getNodeType()));
    }
    for (Map.Entry<String, JsonNode> part : patch.properties()) {
      if (!"metadata".equals(part.getKey()) && !"spec".equals(part.getKey())) {
        throw new InvalidSpecException(
            "%s: found %s, expected metadata or spec, as in the template of a Deployment"
                .formatted(field, part.getKey()));
      }
    }
    ObjectNode merged = JSON.valueToTree(base);
    merge(merged, patch);
    try {
      return JSON.treeToValue(merged, PodTemplateSpec.class);
    } catch (JsonProcessingException e) {
      throw new InvalidSpecException(
          "%s: found what is no pod template: %s".formatted(field, e.getOriginalMessage()));
    }
  }

  private static void merge(ObjectNode base, ObjectNode overlay) {
    for (Map.Entry<String, JsonNode> field : overlay.properties()) {
      JsonNode old = base.get(field.getKey());
      JsonNode value = field.getValue();
      if (value.isNull()) {
        base.remove(field.getKey());
      } else if (old instanceof ObjectNode oldObject && value instanceof ObjectNode newObject) {
        merge(oldObject, newObject);
      } else if (old instanceof ArrayNode oldList
          && value instanceof ArrayNode newList
          && key(newList) != null) {
        merge(oldList, newList, key(newList));
      } else {
        base.set(field.getKey(), value);
      }
    }
  }

  private static void merge(ArrayNode base, ArrayNode overlay, String key) {
    for (JsonNode item : overlay) {
      ObjectNode same = find(base, key, item.get(key).asText());
      if (same == null) {
        base.add(item);
      } else {
        merge(same, (ObjectNode) item);
      }
    }
  }

  private static ObjectNode find(ArrayNode list, String key, String value) {
    for (JsonNode item : list) {
      if (item instanceof ObjectNode object && value.equals(object.path(key).asText())) {
        return object;
      }
    }
    return null;
  }

  /** Mounts have a name, too, but several of them may have the same. */
  private static String key(ArrayNode list) {
    for (String key : new String[] {"mountPath", "name"}) {
      boolean all = !list.isEmpty();
      for (JsonNode item : list) {
        all &= item.path(key).isTextual();
      }
      if (all) {
        return key;
      }
    }
    return null;
  }
}
