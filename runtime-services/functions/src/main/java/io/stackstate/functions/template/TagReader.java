package io.stackstate.functions.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Reads what stands inside a tag. */
final class TagReader {
  private static final String NO_NAME = "!\"#%&'()*+,./;<=>@[\\]^`{|}~";

  private final TemplateText source;
  private final String text;
  private final int maxDepth;
  private int pos;
  private int depth;

  TagReader(TemplateText source, int maxDepth) {
    this.source = source;
    this.text = source.text();
    this.maxDepth = maxDepth;
  }

  int position() {
    return pos;
  }

  void moveTo(int offset) {
    pos = offset;
  }

  void blanks() {
    while (pos < text.length() && Character.isWhitespace(text.charAt(pos))) {
      pos++;
    }
  }

  boolean take(String expected) {
    if (text.startsWith(expected, pos)) {
      pos += expected.length();
      return true;
    }
    return false;
  }

  void close(String delimiter) {
    blanks();
    if (!take(delimiter)) {
      throw source.error(pos, "found " + found() + ", expected " + delimiter);
    }
  }

  /** Name and arguments of a tag or of a call in parentheses. */
  TagContent content() {
    int start = pos;
    Expression head = head();
    String name = text.substring(start, pos);
    List<Expression> arguments = new ArrayList<>();
    while (true) {
      blanks();
      if (atEnd()) {
        return new TagContent(start, name, head, arguments);
      }
      Expression argument = argument();
      if (argument != null) {
        arguments.add(argument);
      }
    }
  }

  /** The path of a closing tag as it is written. */
  String name() {
    int start = pos;
    head();
    return text.substring(start, pos);
  }

  private boolean atEnd() {
    return pos >= text.length() || text.charAt(pos) == '}' || text.charAt(pos) == ')';
  }

  private Expression head() {
    if (pos < text.length() && text.charAt(pos) == '@') {
      return data();
    }
    return path();
  }

  /** An argument; null for a named one, which no helper of ours has a meaning for. */
  private Expression argument() {
    if (pos >= text.length()) {
      throw source.error(pos, "found " + found() + ", expected a value");
    }
    char c = text.charAt(pos);
    if (c == '(') {
      return nested();
    }
    if (c == '"' || c == '\'') {
      return new Expression.Literal(string(c));
    }
    if (c == '@') {
      return data();
    }
    int start = pos;
    while (pos < text.length() && isName(text.charAt(pos))) {
      pos++;
    }
    if (pos > start && pos < text.length() && text.charAt(pos) == '=') {
      pos++;
      argument();
      return null;
    }
    pos = start;
    Expression literal = literal();
    return literal == null ? path() : literal;
  }

  private Expression nested() {
    int start = pos++;
    if (++depth > maxDepth) {
      throw source.error(start, "calls are nested more than " + maxDepth + " deep");
    }
    blanks();
    TagContent call = content();
    blanks();
    if (!take(")")) {
      throw source.error(pos, "found " + found() + ", expected )");
    }
    depth--;
    return call.value(source);
  }

  private Expression literal() {
    int end = pos;
    while (end < text.length() && (isName(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    String token = text.substring(pos, end);
    Object value;
    if (token.equals("true") || token.equals("false")) {
      value = Boolean.valueOf(token);
    } else if (token.matches("-?[0-9]{1,18}")) {
      value = Long.valueOf(token);
    } else if (token.matches("-?[0-9]{1,18}\\.[0-9]{1,18}")) {
      value = new BigDecimal(token);
    } else if (token.equals("null") || token.equals("undefined")) {
      value = null;
    } else {
      return null;
    }
    pos = end;
    return new Expression.Literal(value);
  }

  private String string(char quote) {
    int start = pos++;
    StringBuilder out = new StringBuilder();
    while (pos < text.length() && text.charAt(pos) != quote) {
      if (text.charAt(pos) == '\\' && pos + 1 < text.length()) {
        pos++;
        char escaped = text.charAt(pos);
        out.append(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped);
      } else {
        out.append(text.charAt(pos));
      }
      pos++;
    }
    if (pos >= text.length()) {
      throw source.error(start, "the string that starts here has no closing " + quote);
    }
    pos++;
    return out.toString();
  }

  private Expression data() {
    pos++;
    List<String> segments = new ArrayList<>();
    do {
      segments.add(segment());
    } while (separator());
    return new Expression.Data(List.copyOf(segments));
  }

  private Expression path() {
    int up = 0;
    boolean own = false;
    List<String> segments = new ArrayList<>();
    do {
      if (take("..")) {
        up++;
      } else if (take(".")) {
        own = true;
        if (pos < text.length() && text.charAt(pos) != '/') {
          break;
        }
      } else {
        String segment = segment();
        if (segment.equals("this") && segments.isEmpty()) {
          own = true;
        } else {
          segments.add(segment);
        }
      }
    } while (separator());
    return new Expression.Path(up, own, List.copyOf(segments));
  }

  private boolean separator() {
    return take("/") || take(".");
  }

  private String segment() {
    int start = pos;
    if (take("[")) {
      int end = text.indexOf(']', pos);
      if (end < 0) {
        throw source.error(start, "the segment that starts here has no closing ]");
      }
      pos = end + 1;
      return text.substring(start + 1, end);
    }
    while (pos < text.length() && isName(text.charAt(pos))) {
      pos++;
    }
    if (pos == start) {
      throw source.error(pos, "found " + found() + ", expected a name");
    }
    return text.substring(start, pos);
  }

  private static boolean isName(char c) {
    return !Character.isWhitespace(c) && NO_NAME.indexOf(c) < 0;
  }

  String found() {
    if (pos >= text.length()) {
      return "the end of the template";
    }
    int end = Math.min(text.length(), pos + 12);
    return "\"" + text.substring(pos, end).replace("\n", "\\n") + "\"";
  }
}
