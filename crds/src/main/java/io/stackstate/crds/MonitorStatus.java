package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What was observed. Written by the operator only. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MonitorStatus(
    @JsonPropertyDescription(ContentText.OBSERVED_GENERATION) Long observedGeneration,
    @JsonPropertyDescription(ContentText.CONDITIONS) @Size(max = 8) List<Condition> conditions,
    @JsonPropertyDescription("The identifier (URN) of the monitor in the platform.")
        String identifier,
    @JsonPropertyDescription(
            "The id of the monitor in the platform, as text since it has up to 63 bits.")
        String monitorId,
    @JsonPropertyDescription("Elements that it says are CLEAR.") Long clear,
    @JsonPropertyDescription("Elements that it says are DEVIATING.") Long deviating,
    @JsonPropertyDescription("Elements that it says are CRITICAL.") Long critical,
    @JsonPropertyDescription("Elements of which it says that it does not know.") Long unknown,
    @JsonPropertyDescription(
            "States whose identifier no element has; `stackstate monitor status` names them.")
        Long unmatched,
    @JsonPropertyDescription("When it last ran; RFC 3339, UTC. Absent: never.") String lastRun,
    @JsonPropertyDescription("When a run last succeeded; RFC 3339, UTC. Absent: never.")
        String lastSuccessfulRun,
    @JsonPropertyDescription("Why the last run failed. Absent: it succeeded.") String lastError,
    @JsonPropertyDescription(ContentText.APPLIED_HASH) String appliedHash)
    implements ContentState {

  public MonitorStatus {
    conditions = conditions == null ? null : List.copyOf(conditions);
  }

  /** The status of a resource that nobody has looked at yet. */
  public static MonitorStatus empty() {
    return new MonitorStatus(
        null, null, null, null, null, null, null, null, null, null, null, null, null);
  }
}
