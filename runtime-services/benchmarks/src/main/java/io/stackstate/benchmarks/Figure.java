package io.stackstate.benchmarks;

import java.util.Locale;

/**
 * One measured figure beside what it is measured against.
 *
 * @param reference the figure of a peer in the same run, or a limit
 * @param referenceName says which of the two, and of whom
 * @param target what the project asks for, in words
 */
public record Figure(
    String what, double ours, String unit, double reference, String referenceName, String target)
    implements Row {

  @Override
  public String header() {
    return "| What | Ours | Reference | Ratio | Target |\n|---|---|---|---|---|";
  }

  @Override
  public String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %s %s | %s %s (%s) | %.2fx | %s |",
        what,
        number(ours),
        unit,
        number(reference),
        unit,
        referenceName,
        ours / reference,
        target);
  }

  private static String number(double value) {
    return value < 1
        ? String.format(Locale.ROOT, "%.3f", value)
        : value >= 100
            ? String.format(Locale.ROOT, "%,.0f", value)
            : String.format(Locale.ROOT, "%.1f", value);
  }
}
