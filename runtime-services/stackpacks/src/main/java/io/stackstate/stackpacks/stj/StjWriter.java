package io.stackstate.stackpacks.stj;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;

/** Writes a document as JSON in which template delimiters of texts are escaped. */
final class StjWriter {
  private final StringBuilder out = new StringBuilder();

  private StjWriter() {}

  static String write(JsonNode document) {
    StjWriter writer = new StjWriter();
    writer.value(document, 0);
    return writer.out.append('\n').toString();
  }

  /** The text as a JSON string that survives rendering. */
  static String string(String text) {
    return '"' + escaped(new String(JsonStringEncoder.getInstance().quoteAsString(text))) + '"';
  }

  /** The text with its template delimiters escaped. */
  static String escaped(String text) {
    return text.replace("{{", "\\{{").replace("}}", "\\}}");
  }

  private void value(JsonNode value, int depth) {
    String tag = GetReference.tag(value);
    if (tag != null) {
      out.append(tag);
    } else if (value.isObject()) {
      object(value, depth);
    } else if (value.isArray()) {
      array(value, depth);
    } else {
      out.append(scalar(value));
    }
  }

  static String scalar(JsonNode value) {
    if (value.isTextual()) {
      return string(value.textValue());
    }
    return value.isNumber() && !value.isIntegralNumber()
        ? value.decimalValue().toPlainString()
        : value.toString();
  }

  private void object(JsonNode object, int depth) {
    if (object.isEmpty()) {
      out.append("{}");
      return;
    }
    out.append('{');
    Iterator<Map.Entry<String, JsonNode>> fields = object.properties().iterator();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      line(depth + 1);
      out.append(string(field.getKey())).append(": ");
      value(field.getValue(), depth + 1);
      out.append(fields.hasNext() ? "," : "");
    }
    line(depth);
    out.append('}');
  }

  private void array(JsonNode array, int depth) {
    if (array.isEmpty()) {
      out.append("[]");
      return;
    }
    out.append('[');
    for (int i = 0; i < array.size(); i++) {
      line(depth + 1);
      value(array.get(i), depth + 1);
      out.append(i + 1 < array.size() ? "," : "");
    }
    line(depth);
    out.append(']');
  }

  private void line(int depth) {
    out.append('\n').append("  ".repeat(depth));
  }
}
