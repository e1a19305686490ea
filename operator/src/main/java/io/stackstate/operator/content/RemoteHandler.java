package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.operator.api.ApiClient;
import io.stackstate.operator.api.ApiException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An event handler in the platform: {@code /api/event-handlers/{identifier}}. */
record RemoteHandler(ApiClient api, String identifier) implements Remote<DesiredHandler> {
  @Override
  public String name() {
    return "the event handler " + identifier;
  }

  @Override
  public Optional<JsonNode> get() throws ApiException, InterruptedException {
    return api.get(path());
  }

  @Override
  public JsonNode put(DesiredHandler desired, Optional<JsonNode> present)
      throws ApiException, InterruptedException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("name", desired.name());
    body.put("description", desired.description());
    body.put("revision", desired.revision());
    body.set("spec", desired.spec());
    ObjectNode secrets = body.putObject("secrets");
    desired.secrets().forEach(secrets::put);
    return api.put(path(), body);
  }

  @Override
  public boolean delete(JsonNode present) throws ApiException, InterruptedException {
    return api.delete(path());
  }

  private String path() {
    return "/api/event-handlers/" + URLEncoder.encode(identifier, StandardCharsets.UTF_8);
  }
}
