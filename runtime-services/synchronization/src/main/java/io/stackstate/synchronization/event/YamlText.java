package io.stackstate.synchronization.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.stackstate.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * Shows what a source says of an element as YAML, a line for each value, so that two of them can be
 * compared by lines. Written token by token from the JSON of the change log: a library that makes
 * documents of it takes ten times as long, on the path of every change.
 */
final class YamlText {
  /** Of the platform, not of the source; and telemetry, which carries ids of the platform. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "id",
          "sources",
          "streams",
          "checks",
          "propagation",
          "source",
          "target",
          "sync",
          "externalId",
          "sourceExternalId",
          "targetExternalId");

  /** Is the text of a JSON object. */
  private static final String PROPERTIES = "properties";

  private static final String INDENT = "  ";

  private final StringBuilder out = new StringBuilder(512);

  private YamlText() {}

  /** The text for the JSON of a component or a relation. */
  static String of(byte[] json) {
    YamlText text = new YamlText();
    try (JsonParser in = Json.mapper().getFactory().createParser(json)) {
      in.nextToken();
      text.element(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the change log holds a record that is not one of ours", e);
    }
    return text.out.toString();
  }

  private void element(JsonParser in) throws IOException {
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      if (LEFT_OUT.contains(name)) {
        in.skipChildren();
      } else if (name.equals(PROPERTIES) && value == JsonToken.VALUE_STRING) {
        properties(in.getText());
      } else {
        key(0, name);
        value(in, 0);
      }
    }
  }

  private void properties(String json) throws IOException {
    key(0, PROPERTIES);
    try (JsonParser in = Json.mapper().getFactory().createParser(json)) {
      in.nextToken();
      value(in, 0);
    }
  }

  private void key(int depth, String name) {
    out.append(INDENT.repeat(depth));
    scalar(name);
    out.append(':');
  }

  /** Writes the value at which the parser stands, after a key or a dash of this depth. */
  private void value(JsonParser in, int depth) throws IOException {
    switch (in.currentToken()) {
      case START_OBJECT -> object(in, depth);
      case START_ARRAY -> array(in, depth);
      case VALUE_STRING -> {
        out.append(' ');
        scalar(in.getText());
        out.append('\n');
      }
      default -> out.append(' ').append(in.getText()).append('\n');
    }
  }

  private void object(JsonParser in, int depth) throws IOException {
    if (in.nextToken() == JsonToken.END_OBJECT) {
      out.append(" {}\n");
      return;
    }
    out.append('\n');
    do {
      key(depth + 1, in.currentName());
      in.nextToken();
      value(in, depth + 1);
    } while (in.nextToken() == JsonToken.FIELD_NAME);
  }

  private void array(JsonParser in, int depth) throws IOException {
    if (in.nextToken() == JsonToken.END_ARRAY) {
      out.append(" []\n");
      return;
    }
    out.append('\n');
    do {
      out.append(INDENT.repeat(depth + 1)).append('-');
      value(in, depth + 1);
    } while (in.nextToken() != JsonToken.END_ARRAY);
  }

  /** Plain where YAML takes it for this string, otherwise quoted as in JSON, which is YAML too. */
  private void scalar(String text) {
    if (isPlain(text)) {
      out.append(text);
    } else {
      out.append('"');
      JsonStringEncoder.getInstance().quoteAsString(text, out);
      out.append('"');
    }
  }

  private static boolean isPlain(String text) {
    if (text.isEmpty() || !Character.isLetter(text.charAt(0)) || isWord(text)) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean inner = c == ':' || c == ' ' || c == '/' || c == '.' || c == '-' || c == '_';
      if (c > 126 || !Character.isLetterOrDigit(c) && !inner) {
        return false;
      }
      if ((c == ':' || c == ' ') && (i == text.length() - 1 || text.charAt(i + 1) == ' ')) {
        return false;
      }
    }
    return true;
  }

  /** What YAML reads as something else than a string. */
  private static boolean isWord(String text) {
    return switch (text.toLowerCase(java.util.Locale.ROOT)) {
      case "true", "false", "null", "yes", "no", "on", "off", "y", "n" -> true;
      default -> false;
    };
  }
}
