package io.stackstate.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param json missing when the body was empty or no JSON
 * @param retryAfter the header Retry-After
 */
public record Answer(int status, JsonNode json, Optional<String> retryAfter) {

  /** Why it is an error, from any of the shapes that errors have (REST sheet, section 5). */
  public String message() {
    List<String> messages = new ArrayList<>();
    json.path("errors").forEach(error -> messages.add(error.path("message").asText()));
    for (String field : List.of("message", "reason", "error")) {
      if (messages.isEmpty() && json.path(field).isTextual()) {
        messages.add(json.path(field).asText());
      }
    }
    messages.removeIf(String::isBlank);
    return messages.isEmpty() ? "the server gave no reason" : String.join("; ", messages);
  }
}
