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
 * @param text the body as it came
 */
public record Answer(int status, JsonNode json, Optional<String> retryAfter, String text) {

  /** An answer of which nobody needs the text. */
  public Answer(int status, JsonNode json, Optional<String> retryAfter) {
    this(status, json, retryAfter, "");
  }

  /** Why it is an error, from any of the shapes that errors have (REST sheet, section 5). */
  public String message() {
    List<String> messages = new ArrayList<>();
    json.path("errors").forEach(error -> messages.add(error.path("message").asText()));
    if (json.isArray()) {
      json.forEach(error -> messages.add(error.asText()));
    }
    for (String field : List.of("message", "reason", "error")) {
      if (messages.isEmpty() && json.path(field).isTextual()) {
        messages.add(json.path(field).asText());
      }
    }
    messages.removeIf(String::isBlank);
    if (messages.isEmpty()) {
      TypedError.message(json).ifPresent(messages::add);
    }
    if (messages.isEmpty() && json.path("_type").isTextual()) {
      json.forEach(value -> messages.add(value.asText()));
      return String.join(" ", messages);
    }
    return messages.isEmpty() ? "the server gave no reason" : String.join("; ", messages);
  }
}
