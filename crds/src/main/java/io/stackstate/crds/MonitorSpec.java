package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What a user asks for (health sheet, section 3.1). */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = MonitorRules.ONE_BODY_RULE, message = MonitorRules.ONE_BODY)
@ValidationRule(value = MonitorRules.ARGUMENTS_RULE, message = MonitorRules.ARGUMENTS)
@ValidationRule(value = ContentText.SAME_INSTANCE, message = ContentText.INSTANCE_REF_IMMUTABLE)
public record MonitorSpec(
    @JsonPropertyDescription(ContentText.INSTANCE_REF) InstanceRef instanceRef,
    @JsonPropertyDescription(ContentText.SUSPEND) @Default("false") Boolean suspend,
    @JsonPropertyDescription(
            "What happens to the monitor when this resource is deleted: Delete deletes it and takes"
                + " its states away, Retain leaves it.")
        @Default("Delete")
        DeletionPolicy deletionPolicy,
    @JsonPropertyDescription("Name of the monitor, as people read it. Absent: of the resource.")
        @Size(min = 1, max = 256)
        String name,
    @JsonPropertyDescription(
            "Identifier of the monitor. Another one is another monitor in its place. Absent:"
                + " urn:stackstate:monitor:<namespace>:<name>.")
        @Size(min = 5, max = 1024)
        @Pattern(MonitorRules.URN)
        String identifier,
    @JsonPropertyDescription("What the monitor is for.") @Size(max = 4096) String description,
    @JsonPropertyDescription(
            "Identifier of a MonitorFunction, for example urn:example:monitor-function:redundancy."
                + " Either this or script.")
        @Size(min = 5, max = 1024)
        @Pattern(MonitorRules.URN)
        String function,
    @JsonPropertyDescription(
            "The function itself, in Groovy, without parameters: it returns states. Either this or"
                + " function.")
        @Size(min = 1, max = 65536)
        String script,
    @JsonPropertyDescription("Arguments of the function by the names of its parameters.")
        JsonNode arguments,
    @Required
        @JsonPropertyDescription("Seconds from the end of a run to the next one.")
        @Min(1)
        @Max(31536000)
        Integer intervalSeconds,
    @JsonPropertyDescription("False stops the runs, and takes the states away.") @Default("true")
        Boolean enabled,
    @JsonPropertyDescription("Labels of the monitor.") @Size(max = 64) List<String> tags,
    @JsonPropertyDescription("Shown with states that are DEVIATING or CRITICAL; Markdown.")
        @Size(max = 65536)
        String remediationHint)
    implements ContentSpec {

  public MonitorSpec {
    tags = tags == null ? null : List.copyOf(tags);
  }
}
