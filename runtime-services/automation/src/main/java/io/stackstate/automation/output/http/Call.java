package io.stackstate.automation.output.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request.
 *
 * @param contentType of the body; unused where that is empty
 */
public record Call(
    String method, URI uri, Map<String, String> headers, String contentType, byte[] body) {
  private static final String JSON = "application/json";

  public static Call get(URI uri) {
    return new Call("GET", uri, Map.of(), JSON, new byte[0]);
  }

  public static Call post(URI uri, JsonNode body) {
    return json("POST", uri, body);
  }

  public static Call json(String method, URI uri, JsonNode body) {
    return new Call(method, uri, Map.of(), JSON, bytes(body));
  }

  public static byte[] bytes(JsonNode body) {
    try {
      return Json.mapper().writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON can be written", e);
    }
  }

  public static Call text(String method, URI uri, String contentType, String body) {
    return new Call(method, uri, Map.of(), contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  /** The same with one header more. */
  public Call with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Call(method, uri, more, contentType, body);
  }
}
