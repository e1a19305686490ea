package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What was observed. Written by the operator only. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StackPackStatus(
    @JsonPropertyDescription(ContentText.OBSERVED_GENERATION) Long observedGeneration,
    @JsonPropertyDescription(ContentText.CONDITIONS) @Size(max = 8) List<Condition> conditions,
    @JsonPropertyDescription("Name of the StackPack.") String pack,
    @JsonPropertyDescription("The version that is installed.") String version,
    @JsonPropertyDescription("The highest version that the platform has.") String availableVersion,
    @JsonPropertyDescription("SHA-256 of the package that was last taken from the source.")
        String packageDigest,
    @JsonPropertyDescription(
            "What the platform says of the instance: PROVISIONING, WAITING_FOR_DATA, INSTALLED,"
                + " DEPROVISIONING or ERROR.")
        String phase,
    @JsonPropertyDescription(
            "The number of the instance in the platform, as text: sts stackpack uninstall --id.")
        String instanceId,
    @JsonPropertyDescription("Settings nodes that this instance brought.") Long nodes,
    @JsonPropertyDescription("Settings nodes that all instances of the StackPack share.")
        Long sharedNodes,
    @JsonPropertyDescription("Components that exist now because of this instance.") Long components,
    @JsonPropertyDescription("Relations that exist now because of this instance.") Long relations,
    @JsonPropertyDescription("Errors in the data of its synchronizations.") Long errors,
    @JsonPropertyDescription(
            "What is wrong now, also where the instance goes on to work. Absent: nothing.")
        @Size(max = 1024)
        String lastError,
    @JsonPropertyDescription(ContentText.APPLIED_HASH) String appliedHash)
    implements ContentState {

  public StackPackStatus {
    conditions = conditions == null ? null : List.copyOf(conditions);
  }

  /** The status of a resource that nobody has looked at yet. */
  public static StackPackStatus empty() {
    return new StackPackStatus(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
  }
}
