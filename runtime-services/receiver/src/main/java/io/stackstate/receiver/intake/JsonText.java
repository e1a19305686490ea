package io.stackstate.receiver.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Takes over JSON values byte by byte without white space, and repairs what strict readers behind
 * us would choke on: bytes that are not UTF-8, halves of surrogate pairs, {@code NaN}.
 */
final class JsonText {
  private static final char REPLACEMENT = '\uFFFD';

  private JsonText() {}

  /**
   * Appends the valid JSON text in {@code source[from, to)} to {@code out} without the white space
   * between tokens.
   *
   * @return false when the text holds something that needs repair; then {@code out} holds rubbish
   */
  static boolean compact(byte[] source, int from, int to, ByteArray out) {
    out.ensure(to - from);
    byte[] target = out.array();
    int n = out.length();
    boolean inString = false;
    for (int i = from; i < to; i++) {
      byte b = source[i];
      if (b == '"') {
        inString = !inString;
      } else if (b == '\\') {
        target[n++] = b;
        b = source[++i];
        if (b == 'u' && isSurrogate(source, i)) {
          return false;
        }
      } else if (b < 0) {
        if (isSuspicious(b & 0xff, i + 1 < to ? source[i + 1] & 0xff : 0)) {
          return false;
        }
      } else if (b <= ' ' && !inString) {
        continue;
      }
      target[n++] = b;
    }
    out.length(n);
    return true;
  }

  /** Appends the JSON text in {@code source[from, to)} to {@code out}, repaired. */
  static void repair(JsonFactory json, byte[] source, int from, int to, ByteArray out)
      throws IOException {
    String text = new String(source, from, to - from, StandardCharsets.UTF_8);
    try (JsonParser parser = json.createParser(text);
        JsonGenerator generator = json.createGenerator(out)) {
      for (JsonToken t = parser.nextToken(); t != null; t = parser.nextToken()) {
        copy(parser, t, generator);
      }
    }
  }

  /** Appends the scalar at which {@code parser} stands to {@code out}. */
  static void scalar(JsonFactory json, JsonParser parser, ByteArray out) throws IOException {
    try (JsonGenerator generator = json.createGenerator(out)) {
      copy(parser, parser.currentToken(), generator);
    }
  }

  /** {@code text} with every unpaired half of a surrogate pair replaced: those have no UTF-8. */
  static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return replaceUnpaired(text);
      }
    }
    return text;
  }

  private static String replaceUnpaired(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> out.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? REPLACEMENT : c));
    return out.toString();
  }

  private static void copy(JsonParser parser, JsonToken token, JsonGenerator generator)
      throws IOException {
    switch (token) {
      case FIELD_NAME -> generator.writeFieldName(wellFormed(parser.currentName()));
      case VALUE_STRING -> generator.writeString(wellFormed(parser.getText()));
      case VALUE_NUMBER_INT -> generator.writeNumber(parser.getText());
      case VALUE_NUMBER_FLOAT -> {
        if (parser.isNaN()) {
          generator.writeNull();
        } else {
          generator.writeNumber(parser.getText());
        }
      }
      default -> generator.copyCurrentEvent(parser);
    }
  }

  /** Whether {@code source[u]} begins {@code uD800} to {@code uDFFF}. */
  private static boolean isSurrogate(byte[] source, int u) {
    return (source[u + 1] | 0x20) == 'd' && source[u + 2] > '7';
  }

  /** Lead bytes behind which a lenient decoder lets malformed sequences pass. */
  private static boolean isSuspicious(int lead, int next) {
    return switch (lead) {
      case 0xC0, 0xC1 -> true;
      case 0xE0 -> next < 0xA0;
      case 0xED -> next > 0x9F;
      case 0xF0 -> next < 0x90;
      case 0xF4 -> next > 0x8F;
      default -> lead > 0xF4;
    };
  }
}
