package io.stackstate.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The messages in the platform's generic error envelope (REST sheet, section 5). */
final class ErrorBody {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NONE = "no reason given";

  private ErrorBody() {}

  static String message(byte[] body) {
    JsonNode tree;
    try {
      tree = JSON.readTree(body);
    } catch (IOException notJson) {
      // A proxy's HTML page says nothing that the status does not.
      return NONE;
    }
    List<String> messages = new ArrayList<>();
    tree.path("errors").forEach(error -> messages.add(error.path("message").asText()));
    if (tree.isArray()) {
      // StackPacks answer a list of messages.
      tree.forEach(message -> messages.add(message.asText()));
    }
    messages.removeIf(String::isBlank);
    if (messages.isEmpty() && tree.path("message").isTextual()) {
      messages.add(tree.path("message").asText());
    }
    return messages.isEmpty() ? NONE : String.join("; ", messages);
  }
}
