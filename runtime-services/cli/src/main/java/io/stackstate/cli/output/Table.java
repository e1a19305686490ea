package io.stackstate.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Columns as {@code kubectl} prints them: upper-case heads, two spaces or more between. */
public final class Table {
  private static final String GAP = "   ";

  private final List<String> heads;
  private final List<List<String>> rows = new ArrayList<>();
  private final Set<Integer> stateColumns = new TreeSet<>();
  private final Set<Integer> leftOut = new TreeSet<>();

  public Table(String... heads) {
    this.heads = List.of(heads);
  }

  /** The column with this head holds states, and is coloured. */
  public Table states(String head) {
    stateColumns.add(heads.indexOf(head));
    return this;
  }

  /** The columns with these heads are not printed; rows have cells for them all the same. */
  public Table without(String... unwanted) {
    for (String head : unwanted) {
      leftOut.add(heads.indexOf(head));
    }
    return this;
  }

  /** Null and blank cells become {@code -}. */
  public Table row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      String text = cell == null ? "" : cell.toString().replaceAll("\\s+", " ").strip();
      row.add(text.isEmpty() ? "-" : text);
    }
    rows.add(row);
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The whole table, each line ended. */
  public String text(boolean colors) {
    int[] widths = new int[heads.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = length(heads.get(i));
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    StringBuilder out = new StringBuilder();
    List<String> upper = heads.stream().map(head -> head.toUpperCase(Locale.ROOT)).toList();
    line(out, upper, widths, colors, true);
    rows.forEach(row -> line(out, row, widths, colors, false));
    return out.toString();
  }

  private void line(
      StringBuilder out, List<String> cells, int[] widths, boolean colors, boolean head) {
    String gap = "";
    for (int i = 0; i < cells.size(); i++) {
      if (leftOut.contains(i)) {
        continue;
      }
      String cell = cells.get(i);
      boolean colored = colors && !head && stateColumns.contains(i);
      out.append(gap).append(colored ? Color.ofState(cell).of(cell) : cell);
      gap = " ".repeat(widths[i] - length(cell)) + GAP;
    }
    out.append('\n');
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
