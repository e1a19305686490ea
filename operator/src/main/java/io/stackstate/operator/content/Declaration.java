package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.operator.api.ApiClient;
import io.stackstate.operator.api.ApiException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Settings nodes that the platform keeps for an owner: {@code /api/declarations/{owner}}.
 *
 * @param owner the URN of the resource
 */
record Declaration(ApiClient api, String owner) implements Remote<DeclaredSettings> {

  /** Whether the platform has this version, and nobody else changed a node of it. */
  static boolean matches(DeclaredSettings desired, JsonNode view) {
    return desired.revision().equals(view.path("revision").asText())
        && !view.path("drifted").asBoolean();
  }

  @Override
  public String name() {
    return "the settings of " + owner;
  }

  @Override
  public Optional<JsonNode> get() throws ApiException, InterruptedException {
    return api.get(path());
  }

  @Override
  public JsonNode put(DeclaredSettings desired, Optional<JsonNode> present)
      throws ApiException, InterruptedException {
    return api.post(path(), body(desired));
  }

  @Override
  public boolean delete(JsonNode present) throws ApiException, InterruptedException {
    return api.delete(path());
  }

  @Override
  public Optional<JsonNode> preview(DeclaredSettings desired)
      throws ApiException, InterruptedException {
    return Optional.of(api.post(path() + "?dryRun=true", body(desired)));
  }

  private static ObjectNode body(DeclaredSettings desired) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("file", desired.file())
        .put("document", desired.document())
        .put("adopt", desired.adopt())
        .put("revision", desired.revision());
  }

  private String path() {
    return "/api/declarations/" + URLEncoder.encode(owner, StandardCharsets.UTF_8);
  }
}
