package io.stackstate.functions.template;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The state of one rendering: the output, whether its end lies inside a JSON string, and the
 * context. Used by one thread.
 */
final class Render {
  private static final int MAX_INCLUDES = 16;

  final Map<String, ?> parameters;
  final NodeResolver nodes;
  final TemplateLimits limits;
  StringBuilder out;
  boolean inString;
  Frame frame;

  /** Null where the output is JSON. */
  UnaryOperator<String> escape;

  /** Null unless the places of the output are wanted. */
  SourceLines lines;

  private int steps;
  private int includes;

  Render(
      Map<String, ?> parameters, NodeResolver nodes, TemplateLimits limits, StringBuilder output) {
    this.parameters = parameters;
    this.nodes = nodes;
    this.limits = limits;
    this.out = output;
    this.frame = Frame.root(parameters);
  }

  void mark(TemplateText source, int at) {
    if (lines != null) {
      lines.mark(out, source, at);
    }
  }

  void literal(String text, boolean togglesString) {
    out.append(text);
    inString ^= togglesString;
    checkLength();
  }

  /** Appends a value: as the inside of a string where one is open, as it is elsewhere. */
  void value(String text) {
    if (escape != null) {
      out.append(escape.apply(text));
      checkLength();
    } else if (inString) {
      Printing.escape(text, out);
      checkLength();
    } else {
      raw(text);
    }
  }

  void raw(String text) {
    literal(text, Text.hasOddQuotes(text));
  }

  void step() {
    if (++steps > limits.maxSteps()) {
      throw new RenderProblem("loops run more than " + limits.maxSteps() + " times in all");
    }
  }

  /** Renders {@code content} on its own, with its own state of quotes. */
  Rendered apart(Node content) {
    if (++includes > MAX_INCLUDES) {
      throw new RenderProblem("includes are nested more than " + MAX_INCLUDES + " deep");
    }
    StringBuilder outer = out;
    boolean outerString = inString;
    SourceLines outerLines = lines;
    lines = outerLines == null ? null : new SourceLines();
    out = new StringBuilder();
    inString = false;
    try {
      content.render(this);
      return new Rendered(out.toString(), lines);
    } finally {
      out = outer;
      inString = outerString;
      lines = outerLines;
      includes--;
    }
  }

  private void checkLength() {
    if (out.length() > limits.maxOutputChars()) {
      throw new RenderProblem("output is longer than " + limits.maxOutputChars() + " characters");
    }
  }
}
