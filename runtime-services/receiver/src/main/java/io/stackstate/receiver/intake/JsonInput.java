package io.stackstate.receiver.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;

/**
 * A pull reader for one message, lenient about scalars (intake sheet, section 16.5). A value of the
 * wrong type is skipped and remembered as the fault of the current element, so the element can be
 * dropped and the message read on.
 */
final class JsonInput implements AutoCloseable {
  private static final int EXCERPT = 400;
  private static final int MAX_PATH = 300;

  private final JsonFactory factory;
  private final WindowInputStream window;
  private final JsonParser parser;
  private final int maxValueBytes;
  private String faultPath;
  private String fault;

  JsonInput(JsonFactory factory, InputStream in, int maxValueBytes) throws IOException {
    this.factory = factory;
    this.maxValueBytes = maxValueBytes;
    window = new WindowInputStream(in);
    parser = factory.createParser(window);
  }

  /** Moves to the next token; null at the end of the input. */
  JsonToken next() throws IOException {
    return parser.nextToken();
  }

  boolean is(JsonToken token) {
    return parser.currentToken() == token;
  }

  /** Moves to the value of the next field and returns its name; null at the end of the object. */
  String nextField() throws IOException {
    String name = parser.nextFieldName();
    if (name != null) {
      parser.nextToken();
    }
    return name;
  }

  /** Moves to the next element; false at the end of the array. */
  boolean nextElement() throws IOException {
    return parser.nextToken() != JsonToken.END_ARRAY;
  }

  /** Whether an object begins here; null counts as absent, all else is a fault. */
  boolean object() throws IOException {
    return container(JsonToken.START_OBJECT, "an object");
  }

  /** Whether an array begins here; null counts as absent, all else is a fault. */
  boolean array() throws IOException {
    return container(JsonToken.START_ARRAY, "an array");
  }

  /** A string, or a number as text; null when absent or of the wrong type. */
  String text() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> JsonText.wellFormed(parser.getText());
      case VALUE_NUMBER_INT -> parser.getText();
      case VALUE_NUMBER_FLOAT -> parser.isNaN() ? wrong("a string") : parser.getText();
      case VALUE_NULL -> null;
      default -> wrong("a string");
    };
  }

  /** A number, or a string that is one; null when absent or of the wrong type; may be NaN. */
  Double number() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_NULL -> null;
      case VALUE_STRING -> parsedNumber(parser.getText().trim());
      default -> wrong("a number");
    };
  }

  /**
   * A whole number, exact as far as a {@code long} goes, or what {@link #number()} reads without
   * its fraction.
   */
  Long integer() throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return parser.getLongValue();
    }
    Double number = number();
    return number == null ? null : Long.valueOf(number.longValue());
  }

  /** A boolean, or 1, 0, "true", "false"; false when absent or of the wrong type. */
  boolean flag() throws IOException {
    JsonToken token = parser.currentToken();
    if (token.isStructStart()) {
      wrong("a boolean");
      return false;
    }
    return switch (parser.getText()) {
      case "true", "1" -> true;
      case "false", "0", "null" -> false;
      default -> {
        wrong("a boolean");
        yield false;
      }
    };
  }

  /** Passes over the current value. */
  void ignore() throws IOException {
    parser.skipChildren();
  }

  /** Appends the current value to {@code out} as compact, well-formed JSON text. */
  void json(ByteArray out) throws IOException {
    if (!parser.currentToken().isStructStart()) {
      JsonText.scalar(factory, parser, out);
      return;
    }
    long start = parser.currentLocation().getByteOffset() - 1;
    window.capture(start, maxValueBytes);
    boolean notNumbers = skipLookingForNaN();
    if (window.captureLost()) {
      fault(path(), "is larger than " + maxValueBytes + " bytes");
    } else {
      copy(start, parser.currentLocation().getByteOffset(), notNumbers, out);
    }
    window.release();
  }

  /** Where the reader stands, as in {@code topologies[0].components[2].externalId}. */
  String path() {
    StringBuilder out = new StringBuilder();
    append(parser.getParsingContext(), out);
    return out.length() > MAX_PATH ? out.substring(0, MAX_PATH) + "..." : out.toString();
  }

  /** Path of a field of the object that was just read. */
  String path(String field) {
    String path = path();
    return path.isEmpty() ? field : path + "." + field;
  }

  /** Position in the decoded message, bytes. */
  long position() {
    return parser.currentLocation().getByteOffset();
  }

  void fault(String path, String text) {
    if (fault == null) {
      faultPath = path;
      fault = text;
    }
  }

  boolean faulty() {
    return fault != null;
  }

  /** Reports the fault of the element just read, if it has one. */
  boolean rejected(Kind kind, Elements elements) {
    if (fault == null) {
      return false;
    }
    elements.reject(kind, faultPath, fault);
    fault = null;
    return true;
  }

  /** Makes a fault outside of elements one of the message. */
  void throwFault() throws IntakeFault {
    if (fault != null) {
      throw intakeFault(faultPath, fault);
    }
  }

  IntakeFault intakeFault(String path, String text) {
    return new IntakeFault(path, text, window.around(position(), EXCERPT));
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  private boolean container(JsonToken start, String expected) throws IOException {
    if (parser.currentToken() == start) {
      return true;
    }
    if (parser.currentToken() != JsonToken.VALUE_NULL) {
      wrong(expected);
    }
    return false;
  }

  private Double parsedNumber(String text) throws IOException {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return wrong("a number");
    }
  }

  private <T> T wrong(String expected) throws IOException {
    String found =
        switch (parser.currentToken()) {
          case START_OBJECT -> "an object";
          case START_ARRAY -> "an array";
          case VALUE_TRUE, VALUE_FALSE -> "a boolean";
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
          case VALUE_NULL -> "null";
          default -> "a string";
        };
    fault(path(), "expected " + expected + ", found " + found);
    parser.skipChildren();
    return null;
  }

  private boolean skipLookingForNaN() throws IOException {
    boolean found = false;
    for (int depth = 1; depth > 0; ) {
      JsonToken token = parser.nextToken();
      if (token == null) {
        throw new IllegalStateException("the parser left a value open at the end of its input");
      } else if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
        found |= parser.isNaN();
      }
    }
    return found;
  }

  private void copy(long start, long end, boolean mustRepair, ByteArray out) throws IOException {
    int from = window.index(start);
    int to = window.index(end);
    int mark = out.length();
    if (mustRepair || !JsonText.compact(window.array(), from, to, out)) {
      out.length(mark);
      JsonText.repair(factory, window.array(), from, to, out);
    }
  }

  private static void append(JsonStreamContext context, StringBuilder out) {
    if (context == null || context.inRoot()) {
      return;
    }
    append(context.getParent(), out);
    if (context.inArray() && context.hasCurrentIndex()) {
      out.append('[').append(context.getCurrentIndex()).append(']');
    } else if (context.inObject() && context.hasCurrentName()) {
      out.append(out.isEmpty() ? "" : ".").append(context.getCurrentName());
    }
  }
}
