package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Versions of the platform. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VersionStatus(
    @JsonPropertyDescription("The version that runs.") String current,
    @JsonPropertyDescription("The version that is being rolled out. Absent: none.") String target,
    @JsonPropertyDescription("The version before the current one.") String previous,
    @JsonPropertyDescription("When the current version was reached; RFC 3339, UTC.")
        String migratedAt,
    @JsonPropertyDescription("Since when the target is being rolled out; RFC 3339, UTC.")
        String targetSince,
    @JsonPropertyDescription(
            "True once the target has changed the layout of the graph's store: the version before"
                + " cannot read it any more.")
        Boolean storeConverted,
    @JsonPropertyDescription(
            "The version that was taken back because it was not ready in time. It is not tried again"
                + " until spec.version has been another one.")
        String rolledBackFrom) {

  /** Nothing runs, and nothing is being rolled out. */
  public static final VersionStatus NONE =
      new VersionStatus(null, null, null, null, null, null, null);

  /** The same without a target. */
  public VersionStatus settled() {
    return new VersionStatus(current, null, previous, migratedAt, null, null, rolledBackFrom);
  }
}
