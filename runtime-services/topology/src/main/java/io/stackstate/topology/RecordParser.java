package io.stackstate.topology;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.stackstate.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Streams over the fields of one change log record: decoding the whole record into objects would
 * make the fold several times slower, and it needs a few fields only.
 *
 * <p>Every error is an {@link IllegalArgumentException} that names the field, what was found and
 * what was expected.
 */
final class RecordParser {
  /** Takes the value at which the parser stands, or leaves it to be skipped. */
  @FunctionalInterface
  interface Field {
    void read(String name, RecordParser parser) throws IOException;
  }

  private final JsonParser json;
  private String field = "record";

  private RecordParser(JsonParser json) {
    this.json = json;
  }

  /** Calls {@code fields} for each field of the record that is not null. */
  static void parse(byte[] record, Field fields) {
    try (JsonParser json = Json.mapper().getFactory().createParser(record)) {
      new RecordParser(json).parse(fields);
    } catch (JsonProcessingException e) {
      // Neither Jackson's message nor the exception: both quote the record, which may hold secrets.
      throw new IllegalArgumentException("not JSON at byte " + e.getLocation().getByteOffset());
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  /**
   * Parses records that stand one behind the other with one parser: for a record of usual size, to
   * make and to close a parser costs as much as to parse it.
   *
   * @param records in the first {@code length} bytes; errors do not say in which of them they are,
   *     so who meets one parses one by one
   * @param each the fields of each record in turn
   * @throws IllegalArgumentException when they are not as many valid records
   */
  static void parseAll(byte[] records, int length, Iterable<? extends Field> each) {
    try (JsonParser json = Json.mapper().getFactory().createParser(records, 0, length)) {
      RecordParser parser = new RecordParser(json);
      for (Field fields : each) {
        parser.next(fields);
      }
      parser.end();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON");
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  private void parse(Field fields) throws IOException {
    next(fields);
    end();
  }

  private void next(Field fields) throws IOException {
    field = "record";
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw unexpected("an object");
    }
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      field = name;
      if (json.nextToken() != JsonToken.VALUE_NULL) {
        fields.read(name, this);
        json.skipChildren();
      }
    }
  }

  private void end() throws IOException {
    if (json.nextToken() != null) {
      field = "record";
      throw unexpected("the end");
    }
  }

  String text() throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw unexpected("a string");
    }
    return json.getText();
  }

  long number() throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
        || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw unexpected("an integer of 64 bits");
    }
    return json.getLongValue();
  }

  <E extends Enum<E>> E constant(Class<E> type) throws IOException {
    String name = text();
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        field + ": found " + name + ", expected one of " + List.of(type.getEnumConstants()));
  }

  /** The distinct strings of an array, in its order. */
  List<String> texts() throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw unexpected("an array of strings");
    }
    List<String> texts = new ArrayList<>(4);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      texts.add(text());
    }
    return texts.size() < 2 ? texts : distinct(texts);
  }

  void checkText() {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw unexpected("a string");
    }
  }

  void checkArray() {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw unexpected("an array");
    }
  }

  private static List<String> distinct(List<String> texts) {
    LinkedHashSet<String> distinct = new LinkedHashSet<>(texts);
    return distinct.size() == texts.size() ? texts : List.copyOf(distinct);
  }

  private IllegalArgumentException unexpected(String expected) {
    return new IllegalArgumentException(
        field + ": found " + json.currentToken() + ", expected " + expected);
  }
}
