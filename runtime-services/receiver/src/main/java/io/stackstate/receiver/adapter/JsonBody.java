package io.stackstate.receiver.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.Json;
import io.stackstate.receiver.intake.IntakeFault;
import java.io.IOException;

/** Reading of bodies that are small enough for a tree. */
final class JsonBody {
  private JsonBody() {}

  static JsonNode read(byte[] body) throws IntakeFault {
    try {
      JsonNode read = Json.mapper().readTree(body);
      if (read == null || read.isMissingNode()) {
        throw new IntakeFault("", "the body is empty", "");
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new IntakeFault(
          "",
          "the body is no JSON at line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr(),
          "");
    } catch (IOException e) {
      throw new IntakeFault("", "the body cannot be read", "");
    }
  }

  /** What {@code node} is, for an error. */
  static String found(JsonNode node) {
    return switch (node.getNodeType()) {
      case MISSING -> "nothing";
      case NULL -> "null";
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      default -> "something else";
    };
  }
}
