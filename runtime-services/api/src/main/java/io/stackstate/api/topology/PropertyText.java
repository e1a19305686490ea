package io.stackstate.api.topology;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.stackstate.model.Json;
import java.io.IOException;
import java.io.StringWriter;

/**
 * Properties in the two forms of the REST API, streamed from the text that an element holds.
 * Neither fails on a text that is no JSON object: an element must stay readable whatever an older
 * program wrote.
 */
final class PropertyText {
  private static final JsonFactory JSON = Json.mapper().getFactory();

  private PropertyText() {}

  /**
   * Writes the value of {@code properties} of a {@code ViewComponent}: strings only. A nested value
   * becomes its JSON text, which loses nothing and collides with no other key; null is left out.
   */
  static void writeStrings(JsonGenerator out, String properties) throws IOException {
    out.writeStartObject();
    if (isObject(properties)) {
      try (JsonParser in = JSON.createParser(properties)) {
        in.nextToken();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
          String name = in.currentName();
          if (in.nextToken() != JsonToken.VALUE_NULL) {
            out.writeStringField(name, text(in));
          }
        }
      }
    }
    out.writeEndObject();
  }

  /** Writes the properties as the JSON object that they are. */
  static void writeObject(JsonGenerator out, String properties) throws IOException {
    if (!isObject(properties)) {
      out.writeStartObject();
      out.writeEndObject();
      return;
    }
    try (JsonParser in = JSON.createParser(properties)) {
      in.nextToken();
      out.copyCurrentStructure(in);
    }
  }

  private static String text(JsonParser in) throws IOException {
    if (!in.currentToken().isStructStart()) {
      return in.getText();
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator nested = JSON.createGenerator(text)) {
      nested.copyCurrentStructure(in);
    }
    return text.toString();
  }

  private static boolean isObject(String properties) throws IOException {
    if (properties == null) {
      return false;
    }
    try (JsonParser in = JSON.createParser(properties)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      in.skipChildren();
      return true;
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      return false;
    }
  }
}
