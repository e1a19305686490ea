package io.stackstate.operator.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A kind of content: its class, the rules that its CRD says in CEL, and what keeps its resources.
 *
 * @param rules violations of a spec, given the one it replaces (null for a new resource)
 */
public record ContentKind<R extends CustomResource<?, ?>>(
    Class<R> type, BiFunction<JsonNode, JsonNode, List<String>> rules, RemoteSync<R, ?, ?> sync) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  static <R extends CustomResource<S, ?>, S> ContentKind<R> of(
      Class<R> type,
      Class<S> spec,
      BiFunction<S, S, List<String>> rules,
      RemoteSync<R, ?, ?> sync) {
    return new ContentKind<>(
        type,
        (now, before) -> rules.apply(read(now, spec), before == null ? null : read(before, spec)),
        sync);
  }

  public String apiVersion() {
    return HasMetadata.getApiVersion(type);
  }

  public String kind() {
    return HasMetadata.getKind(type);
  }

  public String plural() {
    return HasMetadata.getPlural(type);
  }

  private static <T> T read(JsonNode tree, Class<T> type) {
    try {
      return JSON.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("passed the schema, but is no " + type.getSimpleName(), e);
    }
  }
}
