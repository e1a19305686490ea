package io.stackstate.model.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The whole state of a component, health excepted. Lists are never null and hold no nulls.
 *
 * @param id in {@code [1, 2^53)}
 * @param labels verbatim, as the source gave them
 * @param identifiers global identifiers, by which components merge and health, events and monitors
 *     bind
 * @param description null when there is none; the same for {@code version}
 * @param properties the text of a JSON object that the UI shows; null when there is none
 * @param sources at least one, except inside a {@link Source#contribution()}, where it is empty
 * @param streams telemetry of it; carrying them says nothing about whether a service reads them
 * @param checks of its health; likewise
 * @param propagation the text of the JSON object {@code Propagation}; null for the usual one
 */
public record Component(
    long id,
    String name,
    String type,
    String layer,
    String domain,
    List<String> environments,
    List<String> labels,
    List<String> identifiers,
    String description,
    String version,
    String properties,
    List<Source> sources,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TelemetryStream> streams,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Check> checks,
    String propagation) {

  public Component {
    environments = environments == null ? List.of() : List.copyOf(environments);
    labels = labels == null ? List.of() : List.copyOf(labels);
    identifiers = identifiers == null ? List.of() : List.copyOf(identifiers);
    sources = sources == null ? List.of() : List.copyOf(sources);
    streams = streams == null ? List.of() : List.copyOf(streams);
    checks = checks == null ? List.of() : List.copyOf(checks);
  }

  /** A component without streams, checks and propagation of its own. */
  public Component(
      long id,
      String name,
      String type,
      String layer,
      String domain,
      List<String> environments,
      List<String> labels,
      List<String> identifiers,
      String description,
      String version,
      String properties,
      List<Source> sources) {
    this(
        id,
        name,
        type,
        layer,
        domain,
        environments,
        labels,
        identifiers,
        description,
        version,
        properties,
        sources,
        null,
        null,
        null);
  }

  /** The same with these sources. */
  public Component withSources(List<Source> others) {
    return new Component(
        id,
        name,
        type,
        layer,
        domain,
        environments,
        labels,
        identifiers,
        description,
        version,
        properties,
        others,
        streams,
        checks,
        propagation);
  }

  /** The same with these streams and checks. */
  public Component withTelemetry(List<TelemetryStream> others, List<Check> otherChecks) {
    return new Component(
        id,
        name,
        type,
        layer,
        domain,
        environments,
        labels,
        identifiers,
        description,
        version,
        properties,
        sources,
        others,
        otherChecks,
        propagation);
  }
}
