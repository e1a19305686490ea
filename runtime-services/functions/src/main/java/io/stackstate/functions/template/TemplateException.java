package io.stackstate.functions.template;

/**
 * A template cannot be compiled, or cannot be rendered with the parameters given. The message reads
 * {@code file, line 3, column 7: what was found and what was expected}; line and column are
 * 1-based. It carries no stack trace: an element that fails costs no more than one that renders.
 */
public final class TemplateException extends RuntimeException {
  private final String file;
  private final int line;
  private final int column;
  private final String problem;

  TemplateException(TemplateText text, int offset, String problem) {
    this(text.name(), text.line(offset), text.column(offset), problem);
  }

  private TemplateException(String file, int line, int column, String problem) {
    super(file + ", line " + line + ", column " + column + ": " + problem, null, false, false);
    this.file = file;
    this.line = line;
    this.column = column;
    this.problem = problem;
  }

  public String file() {
    return file;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }

  /** The message without its place. */
  public String problem() {
    return problem;
  }
}
