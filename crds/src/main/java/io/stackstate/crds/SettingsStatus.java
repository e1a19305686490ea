package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What was observed. Written by the operator only. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SettingsStatus(
    @JsonPropertyDescription(ContentText.OBSERVED_GENERATION) Long observedGeneration,
    @JsonPropertyDescription(ContentText.CONDITIONS) @Size(max = 8) List<Condition> conditions,
    @JsonPropertyDescription("The owner of the nodes in the platform: ownedBy of each.")
        String identifier,
    @JsonPropertyDescription("Nodes that exist now because of this resource.") Long nodes,
    @JsonPropertyDescription(
            "Nodes that differ from the document and are not changed, since the resource is"
                + " suspended or its document is refused.")
        Long pending,
    @JsonPropertyDescription("What would change, while the resource is suspended; the first 40.")
        @Size(max = 40)
        List<PlannedChange> plan,
    @JsonPropertyDescription("What is odd in the document, but no mistake; the first 20.")
        @Size(max = 20)
        List<String> warnings,
    @JsonPropertyDescription(ContentText.APPLIED_HASH) String appliedHash)
    implements ContentState {

  public SettingsStatus {
    conditions = conditions == null ? null : List.copyOf(conditions);
    plan = plan == null ? null : List.copyOf(plan);
    warnings = warnings == null ? null : List.copyOf(warnings);
  }

  /** The status of a resource that nobody has looked at yet. */
  public static SettingsStatus empty() {
    return new SettingsStatus(null, null, null, null, null, null, null, null);
  }
}
