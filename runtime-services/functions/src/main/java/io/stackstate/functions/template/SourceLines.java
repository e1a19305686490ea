package io.stackstate.functions.template;

import java.util.ArrayList;
import java.util.List;

/** From which line of which file a line of rendered output came. Immutable when it is public. */
public final class SourceLines {
  /** A 1-based line of a file. */
  public record Place(String file, int line) {
    @Override
    public String toString() {
      return file + ", line " + line;
    }
  }

  /**
   * Text that starts on a line of the output.
   *
   * @param first whether it starts that line; otherwise it tells of the lines after it only
   */
  private record Mark(int outputLine, boolean first, String file, int line) {}

  private final List<Mark> marks = new ArrayList<>();
  private int counted;
  private int line = 1;

  SourceLines() {}

  /** The place of a line of output, 1-based; approximate where one tag yields several lines. */
  public Place place(int outputLine) {
    Mark before = null;
    for (Mark mark : marks) {
      if (mark.outputLine() > outputLine) {
        break;
      }
      if (mark.outputLine() < outputLine || mark.first()) {
        before = mark;
      }
    }
    if (before == null) {
      return new Place(marks.isEmpty() ? "" : marks.get(0).file(), outputLine);
    }
    return new Place(before.file(), before.line() + outputLine - before.outputLine());
  }

  /** Text of {@code source} that starts at {@code at} follows at the end of {@code out}. */
  void mark(StringBuilder out, TemplateText source, int at) {
    int end = out.length();
    boolean first = end == 0 || out.charAt(end - 1) == '\n';
    marks.add(new Mark(lineAtEnd(out), first, source.name(), source.line(at)));
  }

  /** The output that {@code inner} describes follows at the end of {@code out}. */
  void append(StringBuilder out, SourceLines inner) {
    int shift = lineAtEnd(out) - 1;
    for (Mark mark : inner.marks) {
      marks.add(new Mark(mark.outputLine() + shift, mark.first(), mark.file(), mark.line()));
    }
  }

  private int lineAtEnd(StringBuilder out) {
    if (out.length() < counted) {
      counted = 0;
      line = 1;
    }
    for (; counted < out.length(); counted++) {
      if (out.charAt(counted) == '\n') {
        line++;
      }
    }
    return line;
  }
}
