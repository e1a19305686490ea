package io.stackstate.operator.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.CustomResource;
import io.stackstate.operator.content.ContentKind;
import io.stackstate.operator.content.Next;
import io.stackstate.operator.content.Synced;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A kind that may stand in the folder.
 *
 * @param schema of the spec, from its CRD
 */
record ResourceKind<R extends CustomResource<?, ?>>(ContentKind<R> content, Schema schema) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static <R extends CustomResource<?, ?>> ResourceKind<R> of(ContentKind<R> content) {
    return new ResourceKind<>(content, Schema.ofCrd(content.plural()));
  }

  String apiVersion() {
    return content.apiVersion();
  }

  String kind() {
    return content.kind();
  }

  String plural() {
    return content.plural();
  }

  /** Violations of a spec, given the one it replaces (null for a new resource). */
  BiFunction<JsonNode, JsonNode, List<String>> rules() {
    return content.rules();
  }

  /**
   * Reconciles a resource, or cleans up after it when it is being deleted.
   *
   * @param resource whole, with metadata
   */
  Result run(JsonNode resource) throws InterruptedException {
    R typed = read(resource);
    boolean deleting = typed.getMetadata().getDeletionTimestamp() != null;
    Synced<R> synced = deleting ? content.sync().cleanup(typed) : content.sync().reconcile(typed);
    JsonNode status =
        synced.statusChanged() ? JSON.valueToTree(synced.resource().getStatus()) : null;
    return new Result(Optional.ofNullable(status), synced.next());
  }

  /**
   * @param status empty when it did not change
   */
  record Result(Optional<JsonNode> status, Next next) {}

  private R read(JsonNode tree) {
    try {
      return JSON.treeToValue(tree, content.type());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("passed the schema, but is no " + kind(), e);
    }
  }
}
