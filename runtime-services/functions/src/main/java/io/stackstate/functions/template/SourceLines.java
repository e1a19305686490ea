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
    int low = 0;
    int high = marks.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (marks.get(middle).outputLine() <= outputLine) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int index = low - 1;
    while (index >= 0 && marks.get(index).outputLine() == outputLine && !marks.get(index).first()) {
      index--;
    }
    if (index < 0) {
      return new Place(marks.isEmpty() ? "" : marks.get(0).file(), outputLine);
    }
    Mark before = marks.get(index);
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
