package io.stackstate.operator.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.stackstate.operator.content.ContentHash;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What an object is desired to be, as a short hash in an annotation of it. Two spellings of one
 * quantity ({@code 1000m}, {@code 1}) are the same. Salted, so that nobody can try out contents of
 * a Secret. Pure.
 */
final class ObjectHash {
  /** Hash of the object as it was applied last. */
  static final String ANNOTATION = "stackstate.io/applied-hash";

  private static final Set<String> QUANTITIES = Set.of("requests", "limits", "hard", "capacity");

  private ObjectHash() {}

  /** A copy, free of types, that carries its hash. */
  static GenericKubernetesResource stamped(HasMetadata desired, String salt) {
    ObjectNode tree = ObjectTree.of(desired);
    tree.remove("status");
    GenericKubernetesResource copy = ObjectTree.object(tree);
    Map<String, String> annotations = new HashMap<>();
    if (copy.getMetadata().getAnnotations() != null) {
      annotations.putAll(copy.getMetadata().getAnnotations());
    }
    annotations.put(ANNOTATION, ContentHash.of(Map.of("salt", salt, "object", normalised(tree))));
    copy.getMetadata().setAnnotations(annotations);
    return copy;
  }

  /** The hash that an object carries; null without one. */
  static String of(HasMetadata object) {
    Map<String, String> annotations = object.getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(ANNOTATION);
  }

  /** With fields in order, and one spelling of each quantity. */
  static JsonNode normalised(JsonNode node) {
    if (node.isArray()) {
      var array = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> array.add(normalised(element)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    node.properties()
        .forEach(
            field ->
                object.set(
                    field.getKey(),
                    QUANTITIES.contains(field.getKey())
                        ? quantities(field.getValue())
                        : normalised(field.getValue())));
    return sorted(object);
  }

  private static JsonNode quantities(JsonNode node) {
    if (!node.isObject()) {
      return normalised(node);
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    node.properties().forEach(field -> object.set(field.getKey(), quantity(field.getValue())));
    return sorted(object);
  }

  private static JsonNode quantity(JsonNode node) {
    if (!node.isValueNode()) {
      return normalised(node);
    }
    try {
      var amount = Quantity.parse(node.asText()).getNumericalAmount().stripTrailingZeros();
      return JsonNodeFactory.instance.textNode(amount.toPlainString());
    } catch (IllegalArgumentException noQuantity) {
      // The API server will say so; here it only has to be told apart from others.
      return node;
    }
  }

  private static ObjectNode sorted(ObjectNode object) {
    ObjectNode sorted = JsonNodeFactory.instance.objectNode();
    object.properties().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(field -> sorted.set(field.getKey(), field.getValue()));
    return sorted;
  }
}
