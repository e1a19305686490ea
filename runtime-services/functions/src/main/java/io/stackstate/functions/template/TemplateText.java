package io.stackstate.functions.template;

import java.util.Arrays;

/** The text of a template and the name by which errors speak of it. Thread-safe. */
final class TemplateText {
  private final String name;
  private final String text;
  private int[] lineStarts;

  TemplateText(String name, String text) {
    this.name = name;
    this.text = text;
  }

  String name() {
    return name;
  }

  String text() {
    return text;
  }

  /** 1-based. */
  int line(int offset) {
    int found = Arrays.binarySearch(lineStarts(), offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** 1-based. */
  int column(int offset) {
    return offset - lineStarts()[line(offset) - 1] + 1;
  }

  TemplateException error(int offset, String problem) {
    return new TemplateException(this, offset, problem);
  }

  private synchronized int[] lineStarts() {
    if (lineStarts == null) {
      int[] starts = new int[16];
      int count = 1;
      for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i + 1;
      }
      lineStarts = Arrays.copyOf(starts, count);
    }
    return lineStarts;
  }
}
