package io.stackstate.operator.content;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings nodes as a document (STJ). Tags of templates in text stay as they are, since the reader
 * of documents renders before it parses: {@code {{ get "urn:..." }}} must not be quoted as JSON.
 */
final class NodesDocument {
  private static final Pattern TAG = Pattern.compile("(?<!\\\\)\\{\\{.*?}}", Pattern.DOTALL);

  private NodesDocument() {}

  static String of(List<JsonNode> nodes) {
    StringBuilder out = new StringBuilder("{\"nodes\": [\n");
    String separator = "";
    for (JsonNode node : nodes) {
      out.append(separator);
      write(out, node, NodesDocument::withTags);
      separator = ",\n";
    }
    return out.append("\n]}\n").toString();
  }

  /** The text as a literal in a document, without any live tag in it. */
  static String literal(String text) {
    return quoted(text).replace("{{", "\\{{").replace("}}", "\\}}");
  }

  /** The value as it stands in a document, without any live tag in its texts. */
  static String literal(JsonNode value) {
    StringBuilder out = new StringBuilder();
    write(out, value, NodesDocument::literal);
    return out.toString();
  }

  private static void write(StringBuilder out, JsonNode value, UnaryOperator<String> text) {
    if (value.isObject()) {
      String separator = "{";
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        out.append(separator).append(text.apply(field.getKey())).append(": ");
        write(out, field.getValue(), text);
        separator = ", ";
      }
      out.append(value.isEmpty() ? "{}" : "}");
    } else if (value.isArray()) {
      out.append('[');
      for (Iterator<JsonNode> items = value.elements(); items.hasNext(); ) {
        write(out, items.next(), text);
        out.append(items.hasNext() ? ", " : "");
      }
      out.append(']');
    } else if (value.isTextual()) {
      out.append(text.apply(value.textValue()));
    } else {
      out.append(value);
    }
  }

  private static String withTags(String text) {
    StringBuilder out = new StringBuilder("\"");
    Matcher tags = TAG.matcher(text);
    int end = 0;
    while (tags.find()) {
      out.append(escaped(text.substring(end, tags.start()))).append(tags.group());
      end = tags.end();
    }
    return out.append(escaped(text.substring(end))).append('"').toString();
  }

  private static String quoted(String text) {
    return '"' + escaped(text) + '"';
  }

  private static String escaped(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
