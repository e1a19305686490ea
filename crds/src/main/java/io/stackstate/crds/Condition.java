package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One observation about a resource, in the shape that Kubernetes defines for all its kinds. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Condition(
    @Required
        @JsonPropertyDescription("Ready, Reconciling, Stalled or ReconciliationPaused.")
        @Size(min = 1, max = 316)
        String type,
    @Required @JsonPropertyDescription("True, False or Unknown.") ConditionStatus status,
    @JsonPropertyDescription("The metadata.generation that this was observed for.")
        Long observedGeneration,
    @Required
        @JsonPropertyDescription("When the status last changed; RFC 3339, UTC.")
        @Size(min = 20, max = 40)
        String lastTransitionTime,
    @Required
        @JsonPropertyDescription("Why, as one word for programs.")
        @Size(min = 1, max = 256)
        @Pattern("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$")
        String reason,
    @Required
        @JsonPropertyDescription("Why, and what to do about it, for people.")
        @Size(max = 1024)
        String message) {

  /** The resource does what its spec says. */
  public static final String READY = "Ready";

  /** Work is in progress; present only while it is. */
  public static final String RECONCILING = "Reconciling";

  /** No progress until somebody changes something; present only then. */
  public static final String STALLED = "Stalled";

  /** A user asked to leave the platform alone; present only then. */
  public static final String PAUSED = "ReconciliationPaused";
}
