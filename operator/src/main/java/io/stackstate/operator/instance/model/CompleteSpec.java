package io.stackstate.operator.instance.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stackstate.crds.CrdSchemas;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.crds.instance.StackStateInstanceSpec;
import java.util.List;
import java.util.Map;

/**
 * A spec in which every block that has no meaning by its mere presence is there, with the defaults
 * of the CRD: the API server fills them in only where a user wrote the block around them. Lists and
 * maps are never null. Which back ends are used follows from the mode (deployment sheet, section
 * 12).
 */
final class CompleteSpec {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode SCHEMA = schema();
  private static final List<String> ALWAYS =
      List.of(
          "deletionPolicy",
          "images",
          "podDefaults",
          "expose",
          "expose/service",
          "tls",
          "networkPolicy",
          "services",
          "services/receiver",
          "services/synchronization",
          "services/api",
          "services/kafka",
          "services/server",
          "automation",
          "automation/kubernetesEvents",
          "automation/kubernetesJobs",
          "secrets",
          "monitoring",
          "monitoring/serviceMonitor",
          "monitoring/prometheusRule",
          "monitoring/dashboards",
          "logging",
          "upgrade");

  private CompleteSpec() {}

  static StackStateInstanceSpec of(StackStateInstanceSpec spec) {
    ObjectNode tree = JSON.valueToTree(spec);
    ALWAYS.forEach(path -> ensure(tree, path));
    boolean ha = "HA".equals(tree.path("mode").asText());
    chooseType(tree, "kafka", "type", ha ? "Strimzi" : "Embedded");
    chooseType(tree, "graph", "backend", "BerkeleyJE");
    chooseType(tree, "elasticsearch", "type", ha ? "ECK" : "Embedded");
    ensureChosen(
        tree.withObject("/kafka"), "type", Map.of("Strimzi", "strimzi", "Embedded", "embedded"));
    ensureChosen(tree.withObject("/graph"), "backend", Map.of("BerkeleyJE", "berkeleyje"));
    ensureChosen(
        tree.withObject("/elasticsearch"), "type", Map.of("ECK", "eck", "Embedded", "embedded"));
    if (tree.at("/graph/cql").isObject()) {
      ensureChosen(tree.withObject("/graph/cql"), "type", Map.of("K8ssandra", "k8ssandra"));
    }
    fill(tree, SCHEMA);
    try {
      return JSON.treeToValue(tree, StackStateInstanceSpec.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a spec with defaults is a spec", e);
    }
  }

  private static void ensure(ObjectNode tree, String path) {
    ObjectNode at = tree;
    for (String name : path.split("/")) {
      at = at.get(name) instanceof ObjectNode there ? there : at.putObject(name);
    }
  }

  private static void chooseType(ObjectNode tree, String block, String field, String type) {
    ensure(tree, block);
    if (!tree.get(block).hasNonNull(field)) {
      tree.withObject("/" + block).put(field, type);
    }
  }

  private static void ensureChosen(ObjectNode block, String field, Map<String, String> blocks) {
    String chosen = blocks.get(block.path(field).asText());
    if (chosen != null) {
      ensure(block, chosen);
    }
  }

  private static void fill(ObjectNode value, JsonNode schema) {
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      JsonNode type = field.getValue();
      JsonNode present = value.get(field.getKey());
      if (present == null || present.isNull()) {
        value.remove(field.getKey());
        if (type.has("default")) {
          value.set(field.getKey(), type.get("default"));
        } else if ("array".equals(type.path("type").asText())) {
          value.putArray(field.getKey());
        } else if (type.has("additionalProperties")) {
          value.putObject(field.getKey());
        }
      } else {
        fillInside(present, type);
      }
    }
  }

  private static void fillInside(JsonNode present, JsonNode type) {
    if (present instanceof ObjectNode object) {
      fill(object, type);
      JsonNode each = type.path("additionalProperties");
      object.forEach(item -> fillItem(item, each));
    } else if (present.isArray()) {
      present.forEach(item -> fillItem(item, type.path("items")));
    }
  }

  private static void fillItem(JsonNode item, JsonNode type) {
    if (item instanceof ObjectNode object && type.isObject()) {
      fill(object, type);
    }
  }

  private static JsonNode schema() {
    try {
      return new YAMLMapper()
          .readTree(CrdSchemas.yaml(StackStateInstance.PLURAL))
          .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the CRD of " + StackStateInstance.KIND + " is broken", e);
    }
  }
}
