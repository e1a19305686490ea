package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What an event handler reacts to: exactly one of the fields. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = HandlerText.ONE_TRIGGER, message = HandlerText.ONE_TRIGGER_MESSAGE)
public record HandlerTrigger(
    @JsonPropertyDescription("The life of problems; {} for all of them.") OfProblem problem,
    @JsonPropertyDescription("The own health of elements.") OfHealth elementHealth,
    @JsonPropertyDescription("The propagated health of elements.") OfHealth propagatedHealth,
    @JsonPropertyDescription("The health of views.") OfView viewHealth,
    @JsonPropertyDescription("Any topology event; told once, and never closed.") OfEvent event) {

  boolean single() {
    return Stream.of(problem, elementHealth, propagatedHealth, viewHealth, event)
            .filter(Objects::nonNull)
            .count()
        == 1;
  }

  /** Problems. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record OfProblem(
      @JsonPropertyDescription("Created, Updated, Subsumed, Resolved. Absent: all.") @Size(max = 4)
          List<String> states,
      @JsonPropertyDescription("The least health of the most severe member. Default DEVIATING.")
          String minHealth) {}

  /** The health of elements. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record OfHealth(
      @JsonPropertyDescription("States it must come from. Absent: any.") @Size(max = 8)
          List<String> from,
      @JsonPropertyDescription(
              "States that are told; another one closes. Default DEVIATING, FLAPPING, CRITICAL.")
          @Size(max = 8)
          List<String> to,
      @JsonPropertyDescription("components, relations. Default components.") @Size(max = 2)
          List<String> include,
      @JsonPropertyDescription(
              "Of elementHealth: false tells of changes of the state alone, and not when other"
                  + " checks fail meanwhile. Default true.")
          Boolean checks) {}

  /** The health of views. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record OfView(
      @JsonPropertyDescription("Identifier or id of one view. Absent: any.") String view,
      @JsonPropertyDescription("States it must come from. Absent: any.") @Size(max = 8)
          List<String> from,
      @JsonPropertyDescription("States that are told. Default DEVIATING, FLAPPING, CRITICAL.")
          @Size(max = 8)
          List<String> to) {}

  /** Events. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record OfEvent(
      @JsonPropertyDescription("Categories: Activities, Alerts, Anomalies, Changes, Others.")
          @Size(max = 32)
          List<String> categories,
      @JsonPropertyDescription("Types, for example Version Changed.") @Size(max = 128)
          List<String> types,
      @JsonPropertyDescription("Systems that events come from.") @Size(max = 128)
          List<String> sources,
      @JsonPropertyDescription("Tags of which the event must have one.") @Size(max = 128)
          List<String> tags) {}
}
