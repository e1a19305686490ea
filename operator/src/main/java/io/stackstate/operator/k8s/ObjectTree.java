package io.stackstate.operator.k8s;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Objects as JSON trees, as the API server would get them. */
final class ObjectTree {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ObjectTree() {}

  static ObjectNode of(HasMetadata object) {
    try {
      return (ObjectNode) JSON.readTree(Serialization.asJson(object));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + ObjectId.of(object), e);
    }
  }

  static GenericKubernetesResource object(JsonNode tree) {
    return Serialization.unmarshal(tree.toString(), GenericKubernetesResource.class);
  }
}
