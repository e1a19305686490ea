package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;

/** What was observed. Written by the operator only. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventHandlerStatus(
    @JsonPropertyDescription(ContentText.OBSERVED_GENERATION) Long observedGeneration,
    @JsonPropertyDescription(ContentText.CONDITIONS) @Size(max = 8) List<Condition> conditions,
    @JsonPropertyDescription("The identifier (URN) of the handler in the platform.")
        String identifier,
    @JsonPropertyDescription(
            "The id of the handler in the platform, as text since it has up to 63 bits.")
        String nodeId,
    @JsonPropertyDescription("Notifications that are open.") Long openNotifications,
    @JsonPropertyDescription("Notifications that wait, or are held back.")
        Long pendingNotifications,
    @JsonPropertyDescription("Messages that were given up.") Long deadLetters,
    @JsonPropertyDescription("Messages that were held back, by reason.") @Size(max = 16)
        Map<String, Long> suppressed,
    @JsonPropertyDescription("How the outputs do.") @Size(max = 32) List<Output> outputs,
    @JsonPropertyDescription(ContentText.APPLIED_HASH) String appliedHash)
    implements ContentState {

  public EventHandlerStatus {
    conditions = conditions == null ? null : List.copyOf(conditions);
    suppressed = suppressed == null ? null : Map.copyOf(suppressed);
    outputs = outputs == null ? null : List.copyOf(outputs);
  }

  /** The status of a resource that nobody has looked at yet. */
  public static EventHandlerStatus empty() {
    return new EventHandlerStatus(null, null, null, null, null, null, null, null, null, null);
  }

  /** How an output does. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Output(
      @JsonPropertyDescription("Its name.") String name,
      @JsonPropertyDescription("Messages that its receiver took.") Long sent,
      @JsonPropertyDescription("When the last one was.") String lastSuccess,
      @JsonPropertyDescription("Why nothing is sent to it until it is changed.") String disabled,
      @JsonPropertyDescription("Failures since the last success.") @Size(max = 8)
          List<Failure> errors) {
    public Output {
      errors = errors == null ? null : List.copyOf(errors);
    }
  }

  /** Failures of one kind. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Failure(
      @JsonPropertyDescription("Kind of failure.") String category,
      @JsonPropertyDescription("How many.") Long count,
      @JsonPropertyDescription("The newest.") String message) {}
}
