package io.stackstate.stackpacks.stj;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes a document as YAML in which template delimiters of texts are escaped. Texts of several
 * lines, which is what scripts are, become literal blocks where those can hold them.
 */
final class StyWriter {
  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final Pattern BLOCK_TEXT =
      Pattern.compile("[^\\p{Cntrl}\\u0085\\u2028\\u2029\\uFEFF]*");

  private final StringBuilder out = new StringBuilder();

  private StyWriter() {}

  static String write(JsonNode document) {
    StyWriter writer = new StyWriter();
    writer.fields(document, 0, true);
    return writer.out.toString();
  }

  private void fields(JsonNode object, int depth, boolean indentFirst) {
    boolean indent = indentFirst;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (indent) {
        out.append("  ".repeat(depth));
      }
      indent = true;
      String key = field.getKey();
      boolean plain =
          PLAIN_KEY.matcher(key).matches() && !key.matches("(?i)y|n|yes|no|on|off|true|false|null");
      out.append(plain ? key : StjWriter.string(key)).append(':');
      value(field.getValue(), depth);
    }
  }

  private void value(JsonNode value, int depth) {
    String tag = GetReference.tag(value);
    if (tag != null) {
      out.append(' ').append(tag).append('\n');
    } else if (value.isObject() && !value.isEmpty()) {
      out.append('\n');
      fields(value, depth + 1, true);
    } else if (value.isArray() && !value.isEmpty()) {
      out.append('\n');
      items(value, depth);
    } else if (isBlock(value)) {
      block(value.textValue(), depth + 1);
    } else {
      out.append(' ').append(value.isContainerNode() ? value.toString() : scalar(value));
      out.append('\n');
    }
  }

  /** YAML takes a few characters for line breaks that JSON leaves in strings as they are. */
  private static String scalar(JsonNode value) {
    return StjWriter.scalar(value)
        .replace("\u0085", "\\u0085")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
        .replace("\uFEFF", "\\uFEFF");
  }

  private void items(JsonNode array, int depth) {
    for (JsonNode item : array) {
      out.append("  ".repeat(depth)).append('-');
      if (item.isObject() && !item.isEmpty()) {
        out.append(' ');
        fields(item, depth + 1, false);
      } else {
        value(item, depth + 1);
      }
    }
  }

  private static boolean isBlock(JsonNode value) {
    if (!value.isTextual()) {
      return false;
    }
    String text = value.textValue();
    return text.indexOf('\n') > 0
        && !text.startsWith(" ")
        && text.indexOf('\r') < 0
        && !text.isBlank()
        && text.lines().allMatch(line -> BLOCK_TEXT.matcher(line).matches());
  }

  private void block(String text, int depth) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\n') {
      end--;
    }
    int newlines = text.length() - end;
    out.append(newlines == 0 ? " |-" : newlines == 1 ? " |" : " |+").append('\n');
    String body = newlines == 0 ? text : text.substring(0, text.length() - 1);
    for (String line : body.split("\n", -1)) {
      out.append(line.isEmpty() ? "" : "  ".repeat(depth) + StjWriter.escaped(line)).append('\n');
    }
  }
}
