package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What was observed. Written by the operator only. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IntegrationStatus(
    @JsonPropertyDescription("The last metadata.generation that was dealt with.")
        Long observedGeneration,
    @JsonPropertyDescription(
            "Ready, and while it applies Reconciling, Stalled and ReconciliationPaused.")
        @Size(max = 8)
        List<Condition> conditions,
    @JsonPropertyDescription("The Kafka topic that the receiver writes this topology to.")
        String topic,
    @JsonPropertyDescription("The path of the receiver that senders post to.") String intakePath,
    @JsonPropertyDescription("The identifier (URN) of the object in the platform.")
        String identifier,
    @JsonPropertyDescription(
            "The id of the synchronization in the platform, as text since it has up to 63 bits.")
        String nodeId,
    @JsonPropertyDescription("Components that exist now because of this integration.")
        Long components,
    @JsonPropertyDescription("Relations that exist now because of this integration.")
        Long relations,
    @JsonPropertyDescription("Relations that wait for a component that they name.")
        Long parkedRelations,
    @JsonPropertyDescription("Errors in the data since they were last cleared.") Long errors,
    @JsonPropertyDescription("When data last arrived; RFC 3339, UTC. Absent: never.")
        String lastDataTime,
    @JsonPropertyDescription(
            "The StackPack and the number of its instance, for types that have one:"
                + " splunk-topology/3.")
        String stackPackInstance,
    @JsonPropertyDescription("Hash of the settings as they were last applied to the platform.")
        String appliedHash)
    implements ContentState {

  public IntegrationStatus {
    conditions = conditions == null ? null : List.copyOf(conditions);
  }

  /** The status of a resource that nobody has looked at yet. */
  public static IntegrationStatus empty() {
    return new IntegrationStatus(
        null, null, null, null, null, null, null, null, null, null, null, null, null);
  }
}
