package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Objects;

/** What a user asks for. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = ContentText.SAME_INSTANCE, message = ContentText.INSTANCE_REF_IMMUTABLE)
public record ViewSpec(
    @JsonPropertyDescription(ContentText.INSTANCE_REF) InstanceRef instanceRef,
    @JsonPropertyDescription(ContentText.SUSPEND) @Default("false") Boolean suspend,
    @JsonPropertyDescription(
            "What happens to the view when this resource is deleted: Delete deletes it, Retain"
                + " leaves it.")
        @Default("Delete")
        DeletionPolicy deletionPolicy,
    @Required
        @JsonPropertyDescription("Name of the view, as people read it.")
        @Size(min = 1, max = 256)
        String title,
    @JsonPropertyDescription("What the view is for.") @Size(max = 4096) String description,
    @Required
        @JsonPropertyDescription("What it shows, in STQL: layer = \"Databases\".")
        @Size(min = 1, max = 65536)
        String query,
    @JsonPropertyDescription("How components are grouped.") ViewGrouping grouping,
    @JsonPropertyDescription(
            "True shows relations between components of the view that lead over components that"
                + " are not in it.")
        @Default("false")
        Boolean indirectRelations,
    @JsonPropertyDescription("How the health of the view follows from that of its components.")
        ViewHealth health)
    implements ContentSpec {

  /**
   * The rules that a schema cannot say.
   *
   * @param before the spec that is replaced; null when the resource is new
   * @return messages for people; empty when all rules hold
   */
  public static List<String> violations(ViewSpec spec, ViewSpec before) {
    boolean moved = before != null && !Objects.equals(spec.instanceRef(), before.instanceRef());
    return moved ? List.of(ContentText.INSTANCE_REF_IMMUTABLE) : List.of();
  }
}
