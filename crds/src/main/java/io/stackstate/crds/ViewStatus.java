package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What was observed. Written by the operator only. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ViewStatus(
    @JsonPropertyDescription(ContentText.OBSERVED_GENERATION) Long observedGeneration,
    @JsonPropertyDescription(ContentText.CONDITIONS) @Size(max = 8) List<Condition> conditions,
    @JsonPropertyDescription("The identifier (URN) of the view in the platform.") String identifier,
    @JsonPropertyDescription(
            "The id of the view in the platform, as text since it has up to 63 bits.")
        String nodeId,
    @JsonPropertyDescription(
            "The health of the view: CLEAR, DEVIATING, CRITICAL or UNKNOWN. Absent when spec.health is"
                + " absent or off.")
        String health,
    @JsonPropertyDescription("Since when it has this health; RFC 3339, UTC.") String healthSince,
    @JsonPropertyDescription("Why its health could not be computed.") String healthError,
    @JsonPropertyDescription(ContentText.APPLIED_HASH) String appliedHash)
    implements ContentState {

  public ViewStatus {
    conditions = conditions == null ? null : List.copyOf(conditions);
  }

  /** The status of a resource that nobody has looked at yet. */
  public static ViewStatus empty() {
    return new ViewStatus(null, null, null, null, null, null, null, null);
  }
}
