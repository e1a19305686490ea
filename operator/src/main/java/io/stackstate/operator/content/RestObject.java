package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stackstate.operator.api.ApiClient;
import io.stackstate.operator.api.ApiException;
import java.util.Optional;

/**
 * An object with a path of its own: GET, PUT and DELETE.
 *
 * @param path encoded: {@code /api/integrations/urn%3A...}
 * @param <D> serialised as the body of the PUT
 */
record RestObject<D>(ApiClient api, String path) implements Remote<D> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String name() {
    return path;
  }

  @Override
  public Optional<JsonNode> get() throws ApiException, InterruptedException {
    return api.get(path);
  }

  @Override
  public JsonNode put(D desired, Optional<JsonNode> present)
      throws ApiException, InterruptedException {
    return api.put(path, JSON.valueToTree(desired));
  }

  @Override
  public boolean delete(JsonNode present) throws ApiException, InterruptedException {
    return api.delete(path);
  }
}
