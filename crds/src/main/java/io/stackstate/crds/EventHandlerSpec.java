package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a user asks for (health sheet, section 13.2). */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = ContentText.SAME_INSTANCE, message = ContentText.INSTANCE_REF_IMMUTABLE)
public record EventHandlerSpec(
    @JsonPropertyDescription(ContentText.INSTANCE_REF) InstanceRef instanceRef,
    @JsonPropertyDescription(ContentText.SUSPEND) @Default("false") Boolean suspend,
    @JsonPropertyDescription(
            "What happens to the handler when this resource is deleted: Delete deletes it and closes"
                + " what is open, Retain leaves it.")
        @Default("Delete")
        DeletionPolicy deletionPolicy,
    @JsonPropertyDescription("Name of the handler in messages. Absent: that of the resource.")
        @Size(min = 1, max = 256)
        String title,
    @JsonPropertyDescription("What the handler is for.") @Size(max = 4096) String description,
    @JsonPropertyDescription("False closes what is open, and tells nothing.") @Default("true")
        Boolean enabled,
    @JsonPropertyDescription(
            "Until then nothing is told; afterwards the handler is on, whatever enabled says.")
        @Pattern(HandlerText.TIME)
        String suppressUntil,
    @JsonPropertyDescription(
            "What is unhealthy already when the handler is made, changed or switched on: Tell or"
                + " Ignore. Default Tell.")
        @Pattern(HandlerText.EXISTING)
        String existing,
    @Required
        @JsonPropertyDescription("What it reacts to; several are alternatives.")
        @Size(min = 1, max = 32)
        List<HandlerTrigger> triggers,
    @JsonPropertyDescription("Which elements it looks at; all that is given must hold.")
        HandlerRules.Scope scope,
    @JsonProperty("for")
        @JsonPropertyDescription("How long a condition must last before it is told.")
        @Pattern(HandlerText.DURATION)
        String hold,
    @JsonPropertyDescription("How long it must be gone before that is told.")
        @Pattern(HandlerText.DURATION)
        String keepFor,
    @JsonPropertyDescription("What is told together, and how often. Absent: by problem, at once.")
        HandlerRules.Grouping grouping,
    @JsonPropertyDescription("What mutes what.") HandlerRules.Inhibit inhibit,
    @JsonPropertyDescription("When it may tell.") HandlerRules.Timing timing,
    @JsonPropertyDescription("How many messages.") HandlerRules.RateLimit rateLimit,
    @JsonPropertyDescription("When changes of state count as flapping. Absent: never.")
        HandlerRules.Flap flap,
    @JsonPropertyDescription("Elements of which nothing is told for some time.") @Size(max = 128)
        List<HandlerRules.Silence> silences,
    @Required @JsonPropertyDescription("Where it sends to.") @Size(min = 1, max = 32)
        List<HandlerOutput> outputs,
    @JsonPropertyDescription("Texts of messages, for outputs that have none.")
        HandlerRules.Template template)
    implements ContentSpec {

  public EventHandlerSpec {
    triggers = triggers == null ? null : List.copyOf(triggers);
    silences = silences == null ? null : List.copyOf(silences);
    outputs = outputs == null ? null : List.copyOf(outputs);
  }

  /**
   * The rules that a schema cannot say.
   *
   * @param before the spec that is replaced; null when the resource is new
   * @return messages for people; empty when all rules hold
   */
  public static List<String> violations(EventHandlerSpec spec, EventHandlerSpec before) {
    List<String> found = new ArrayList<>();
    if (spec.triggers() != null && !spec.triggers().stream().allMatch(HandlerTrigger::single)) {
      found.add(HandlerText.ONE_TRIGGER_MESSAGE);
    }
    if (spec.outputs() != null && !spec.outputs().stream().allMatch(HandlerOutput::single)) {
      found.add(HandlerText.ONE_KIND_MESSAGE);
    }
    if (before != null && !Objects.equals(spec.instanceRef(), before.instanceRef())) {
      found.add(ContentText.INSTANCE_REF_IMMUTABLE);
    }
    return found;
  }
}
