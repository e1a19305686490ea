package io.stackstate.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Lets the command line tool find this server: {@code cli.yaml} in the format of the genuine tool's
 * configuration, and where to send data to. Contexts that a user added stay.
 */
final class CliContext {
  private static final String NAME = "default";
  private static final YAMLMapper YAML = new YAMLMapper();

  private CliContext() {}

  /**
   * Writes the context {@code default} of the file.
   *
   * @param url of the API; {@code receiverUrl} is the base under which {@code /stsAgent} lies
   */
  static void write(Path file, String url, String token, String receiverUrl, String receiverKey) {
    try {
      ObjectNode root = read(file);
      ObjectNode context = root.objectNode();
      context.put("url", url);
      context.put("service-token", token);
      context.put("api-path", "/api");
      context.put("admin-api-path", "/admin");
      context.put("receiver-url", receiverUrl);
      context.put("receiver-key", receiverKey);
      replace(root.withArray("contexts"), context);
      if (!root.path("current-context").isTextual()) {
        root.put("current-context", NAME);
      }
      PrivateFile.write(file, YAML.writeValueAsString(root));
    } catch (IOException e) {
      throw new StartException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static ObjectNode read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return YAML.createObjectNode();
    }
    try {
      return YAML.readTree(file.toFile()) instanceof ObjectNode existing
          ? existing
          : YAML.createObjectNode();
    } catch (JsonProcessingException e) {
      // The parser's message would show the lines around, and with them a token.
      throw new StartException(file + " is not valid YAML: mend it, or remove it to get a new one");
    }
  }

  private static void replace(ArrayNode contexts, ObjectNode context) {
    for (JsonNode entry : contexts) {
      if (NAME.equals(entry.path("name").asText()) && entry instanceof ObjectNode named) {
        named.set("context", context);
        return;
      }
    }
    contexts.addObject().put("name", NAME).set("context", context);
  }
}
