package io.stackstate.operator.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.CustomResource;
import io.stackstate.crds.Integration;
import io.stackstate.crds.IntegrationRules;
import io.stackstate.crds.IntegrationSpec;
import io.stackstate.operator.api.ApiClient;
import io.stackstate.operator.content.IntegrationSync;
import io.stackstate.operator.content.Next;
import io.stackstate.operator.content.RemoteSync;
import io.stackstate.operator.content.Synced;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A kind that may stand in the folder.
 *
 * @param schema of the spec, from its CRD
 * @param rules what the CRD says in CEL: violations of a spec, given the one it replaces (null for
 *     a new resource)
 */
record ResourceKind<R extends CustomResource<?, ?>>(
    Class<R> type,
    String apiVersion,
    String kind,
    String plural,
    Schema schema,
    BiFunction<JsonNode, JsonNode, List<String>> rules,
    RemoteSync<R, ?> sync) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Integrations of the one platform that runs standalone. */
  static ResourceKind<Integration> integrations(ApiClient api) {
    return new ResourceKind<>(
        Integration.class,
        Integration.API_VERSION,
        Integration.KIND,
        Integration.PLURAL,
        Schema.ofCrd(Integration.PLURAL),
        (spec, before) ->
            IntegrationRules.violations(
                read(spec, IntegrationSpec.class),
                before == null ? null : read(before, IntegrationSpec.class)),
        new RemoteSync<>(new IntegrationSync(), resource -> Optional.of(api), Clock.systemUTC()));
  }

  /**
   * Reconciles a resource, or cleans up after it when it is being deleted.
   *
   * @param resource whole, with metadata
   */
  Result run(JsonNode resource) throws InterruptedException {
    R typed = read(resource, type);
    boolean deleting = typed.getMetadata().getDeletionTimestamp() != null;
    Synced<R> synced = deleting ? sync.cleanup(typed) : sync.reconcile(typed);
    JsonNode status =
        synced.statusChanged() ? JSON.valueToTree(synced.resource().getStatus()) : null;
    return new Result(Optional.ofNullable(status), synced.next());
  }

  /**
   * @param status empty when it did not change
   */
  record Result(Optional<JsonNode> status, Next next) {}

  private static <T> T read(JsonNode tree, Class<T> type) {
    try {
      return JSON.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("passed the schema, but is no " + type.getSimpleName(), e);
    }
  }
}
