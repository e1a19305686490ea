package io.stackstate.api.topology;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.stackstate.model.Json;
import java.io.IOException;
import java.util.stream.Stream;

/**
 * Properties in the two forms of the REST API, streamed from the text that an element holds.
 * Neither fails on a text that is no JSON object: an element must stay readable whatever an older
 * program wrote.
 */
public final class PropertyText {
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
            out.writeStringField(name, text(in, properties));
          }
        }
      }
    }
    out.writeEndObject();
  }

  /**
   * Writes the properties as the JSON object that they are, character by character, but on one
   * line: line ends stand between its parts only.
   */
  public static void writeObject(JsonGenerator out, String properties) throws IOException {
    boolean object = isObject(properties);
    out.writeRawValue(object ? properties.replace('\n', ' ').replace('\r', ' ') : "{}");
  }

  /** Writes the definitions of streams or checks as a list of the JSON objects that they are. */
  public static void writeObjects(JsonGenerator out, Stream<String> definitions)
      throws IOException {
    out.writeStartArray();
    for (String definition : (Iterable<String>) definitions::iterator) {
      writeObject(out, definition);
    }
    out.writeEndArray();
  }

  private static String text(JsonParser in, String properties) throws IOException {
    if (!in.currentToken().isStructStart()) {
      return in.getText();
    }
    int start = (int) in.currentTokenLocation().getCharOffset();
    in.skipChildren();
    return properties.substring(start, (int) in.currentLocation().getCharOffset());
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
      return in.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }
}
