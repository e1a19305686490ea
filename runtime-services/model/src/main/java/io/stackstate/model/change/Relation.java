package io.stackstate.model.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The whole state of a relation, health excepted. Relations have no global identifiers and are
 * never merged, so there is one source.
 *
 * @param id in {@code [1, 2^53)}
 * @param source the id of the component it starts at
 * @param target the id of the component it ends at
 * @param sync the settings node of the synchronization it comes from
 * @param externalId its id within that synchronization's topology instance
 * @param sourceExternalId which contributor of the source component it starts at; null unless two
 *     contributors of that synchronization are merged there, because else it is the only one
 * @param targetExternalId likewise for the target
 * @param properties the text of a JSON object; null when there is none
 * @param streams as in {@link Component}; {@code checks} likewise
 */
public record Relation(
    long id,
    String name,
    String type,
    long source,
    long target,
    DependencyDirection dependencyDirection,
    List<String> labels,
    String description,
    String properties,
    long sync,
    String externalId,
    String sourceExternalId,
    String targetExternalId,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TelemetryStream> streams,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Check> checks) {

  public Relation {
    labels = labels == null ? List.of() : List.copyOf(labels);
    dependencyDirection =
        dependencyDirection == null ? DependencyDirection.ONE_WAY : dependencyDirection;
    streams = streams == null ? List.of() : List.copyOf(streams);
    checks = checks == null ? List.of() : List.copyOf(checks);
  }

  /** A relation whose ends each have one contributor of its synchronization. */
  public Relation(
      long id,
      String name,
      String type,
      long source,
      long target,
      DependencyDirection dependencyDirection,
      List<String> labels,
      String description,
      String properties,
      long sync,
      String externalId) {
    this(
        id,
        name,
        type,
        source,
        target,
        dependencyDirection,
        labels,
        description,
        properties,
        sync,
        externalId,
        null,
        null,
        null,
        null);
  }

  /** The same with these streams and checks. */
  public Relation withTelemetry(List<TelemetryStream> others, List<Check> otherChecks) {
    return new Relation(
        id,
        name,
        type,
        source,
        target,
        dependencyDirection,
        labels,
        description,
        properties,
        sync,
        externalId,
        sourceExternalId,
        targetExternalId,
        others,
        otherChecks);
  }
}
