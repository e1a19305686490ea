package io.stackstate.benchmarks.graph;

import io.stackstate.benchmarks.Row;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * One figure of all contenders, smaller being better.
 *
 * @param neo4j NaN when it was not measured; the same for {@code janusGraph}
 * @param target what the project asks for, in words
 */
record Comparison(
    String what, double ours, double neo4j, double janusGraph, String unit, String target)
    implements Row {

  @Override
  public String header() {
    return "| What | Ours | Neo4j | JanusGraph | Ratio to the better peer | Target |\n"
        + "|---|---|---|---|---|---|";
  }

  @Override
  public String row() {
    OptionalDouble peer =
        DoubleStream.of(neo4j, janusGraph).filter(value -> !Double.isNaN(value)).min();
    String ratio =
        peer.isPresent() ? String.format(Locale.ROOT, "%.1fx", peer.getAsDouble() / ours) : "";
    return "| %s | %s | %s | %s | %s | %s |"
        .formatted(what, cell(ours), cell(neo4j), cell(janusGraph), ratio, target);
  }

  private String cell(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    String format = value < 10 ? "%,.2f" : value < 100 ? "%,.1f" : "%,.0f";
    return String.format(Locale.ROOT, format, value) + " " + unit;
  }
}
