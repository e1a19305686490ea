package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.model.ElementId;
import java.util.List;

/** The names of the store of metrics (telemetry sheet, section 3.1): all mean the same one. */
final class DataSources {
  private static final List<String> KNOWN =
      List.of(
          "StackState Metrics",
          "StackState Multi Metrics",
          "urn:stackpack:common:data-source:stackstate-metrics");

  /** The id that results tell; ids of nodes follow from their names, as those of layers do. */
  static final long METRICS = ElementId.of("DataSource", KNOWN.get(0));

  private DataSources() {}

  /**
   * The id of the source with this name or URN.
   *
   * @throws ScriptApiException naming those that are known
   */
  static long id(String source) {
    if (KNOWN.contains(source.strip())) {
      return METRICS;
    }
    throw new ScriptApiException(
        "data source: found \"%s\", expected one of %s".formatted(source, KNOWN));
  }
}
