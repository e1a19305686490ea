package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** The smaller parts of the spec of an event handler. */
public final class HandlerRules {
  private HandlerRules() {}

  /** Which elements. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Scope(
      @JsonPropertyDescription("Identifier or id of a view whose components they are.") String view,
      @JsonPropertyDescription("STQL that selects them.") @Size(max = 65536) String query,
      @JsonPropertyDescription("Identifiers or ids of monitors.") @Size(max = 256)
          List<String> monitors,
      @JsonPropertyDescription("Tags of monitors.") @Size(max = 256) List<String> monitorTags,
      @JsonPropertyDescription("Types of components.") @Size(max = 256) List<String> componentTypes,
      @JsonPropertyDescription("Labels of components.") @Size(max = 256) List<String> componentTags,
      @JsonPropertyDescription("Layers.") @Size(max = 256) List<String> layers,
      @JsonPropertyDescription("Domains.") @Size(max = 256) List<String> domains,
      @JsonPropertyDescription("Environments.") @Size(max = 256) List<String> environments) {}

  /** What is told together, and how often. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Grouping(
      @JsonPropertyDescription(
              "The first of problem, element, monitor, monitorState, type, layer, domain,"
                  + " environment, handler that applies; otherwise the element. monitorState is one"
                  + " state of a monitor at one element, and the default where the scope names"
                  + " monitors.")
          @Size(max = 9)
          List<String> by,
      @JsonPropertyDescription("Before the first message. Default 30s.")
          @Pattern(HandlerText.DURATION)
          @JsonProperty("wait")
          String waiting,
      @JsonPropertyDescription(
              "Between messages of changes; a worse state does not wait. Default" + " 5m.")
          @Pattern(HandlerText.DURATION)
          String interval,
      @JsonPropertyDescription(
              "After which an unchanged group is told again; 0s for never. Default" + " 4h.")
          @Pattern(HandlerText.DURATION)
          String repeat,
      @JsonPropertyDescription("How many members a message names. Default 50.") Integer maxItems) {}

  /** What mutes what. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Inhibit(
      @JsonPropertyDescription("True mutes elements whose problem has another root cause.")
          Boolean dependentsOfRootCause,
      @JsonPropertyDescription("Static rules; one that applies is enough.") @Size(max = 64)
          List<InhibitRule> rules) {}

  /** While an unhealthy source is there, targets that agree with it are muted. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record InhibitRule(
      @Required
          @JsonPropertyDescription(
              "Conditions {field, op, value} that must all hold of a component that is DEVIATING or"
                  + " worse; as in silences, and the field health.")
          @Size(min = 1, max = 32)
          List<JsonNode> sourceMatchers,
      @Required
          @JsonPropertyDescription("Conditions that must all hold of the element that is muted.")
          @Size(min = 1, max = 32)
          List<JsonNode> targetMatchers,
      @JsonPropertyDescription(
              "Fields in which both must agree, or labels by their key as label:team; what both"
                  + " lack agrees.")
          @Size(max = 16)
          List<String> equal) {}

  /** When the handler may tell. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Timing(
      @JsonPropertyDescription(
              "Named intervals: name, times [{start, end}], weekdays, daysOfMonth, months, years,"
                  + " location (time zone). All that is given must hold.")
          @Size(max = 64)
          List<JsonNode> intervals,
      @JsonPropertyDescription("Names of intervals outside of which nothing is told.")
          @Size(max = 64)
          List<String> activeIntervals,
      @JsonPropertyDescription("Names of intervals in which nothing is told.") @Size(max = 64)
          List<String> muteIntervals) {}

  /** How many messages. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RateLimit(
      @JsonPropertyDescription("Openings and updates a minute; 0 for any number.")
          Integer perMinute,
      @JsonPropertyDescription(
              "Digest tells the rest in one message, Drop does not. Default" + " Digest.")
          String overflow) {}

  /** What counts as flapping. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Flap(
      @JsonPropertyDescription("Changes within the window. Default 5.") Integer changes,
      @JsonPropertyDescription("Default 10m.") @Pattern(HandlerText.DURATION) String window) {}

  /** Texts of messages. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Template(
      @JsonPropertyDescription("Of the title: {{severity}} {{root.name}}.") @Size(max = 4096)
          String title,
      @JsonPropertyDescription("Of the body.") @Size(max = 65536) String body) {}

  /** Which notifications an output is told of. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record When(
      @JsonPropertyDescription("From this state on.") @Pattern(HandlerText.STATE) String minHealth,
      @JsonPropertyDescription("Types of components.") @Size(max = 256) List<String> componentTypes,
      @JsonPropertyDescription("Labels of components.") @Size(max = 256) List<String> componentTags,
      @JsonPropertyDescription("Layers.") @Size(max = 256) List<String> layers) {}

  /** For some time nothing is told of some elements. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Silence(
      @JsonPropertyDescription(
              "Conditions {field, op, value} that must all hold of an element; field is id, name,"
                  + " type, layer, domain, environment, label, identifier or health, op one of =,"
                  + " !=, =~, !~.")
          @Size(max = 32)
          List<JsonNode> matchers,
      @JsonPropertyDescription("Absent: at once.") @Pattern(HandlerText.TIME) String startsAt,
      @Required @JsonPropertyDescription("When it ends.") @Pattern(HandlerText.TIME) String endsAt,
      @Required @JsonPropertyDescription("Who asks for it.") @Size(min = 1, max = 256) String owner,
      @Required @JsonPropertyDescription("Why.") @Size(min = 1, max = 1024) String reason) {}
}
