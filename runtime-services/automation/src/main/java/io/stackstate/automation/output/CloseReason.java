package io.stackstate.automation.output;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a notification ended (health sheet, section 10.3, and the ends of problems in 7.2). */
public enum CloseReason {
  @JsonProperty("HealthStateResolved")
  HEALTH_STATE_RESOLVED("HealthStateResolved", "The health state is resolved."),
  @JsonProperty("ProblemResolved")
  PROBLEM_RESOLVED("HealthStateResolved", "The problem is resolved."),
  @JsonProperty("ProblemSubsumed")
  PROBLEM_SUBSUMED("HealthStateResolved", "The problem became part of another one."),
  @JsonProperty("ConfigRemoved")
  CONFIG_REMOVED("ConfigRemoved", "The event handler was removed or disabled."),
  @JsonProperty("ConfigChanged")
  CONFIG_CHANGED("ConfigChanged", "The event handler was changed."),
  @JsonProperty("ComponentRemoved")
  COMPONENT_REMOVED("ComponentRemoved", "The element was removed."),
  @JsonProperty("ComponentChanged")
  COMPONENT_CHANGED("ComponentChanged", "The element is no longer in the scope."),
  @JsonProperty("ChannelRemoved")
  CHANNEL_REMOVED("ChannelRemoved", "The output was removed.");

  private final String webhookName;
  private final String sentence;

  CloseReason(String webhookName, String sentence) {
    this.webhookName = webhookName;
    this.sentence = sentence;
  }

  /** One of the six that the schema of the webhook knows. */
  public String webhookName() {
    return webhookName;
  }

  /** Whether it ended because it is well again, and not because nobody is told any more. */
  public boolean resolved() {
    return this == HEALTH_STATE_RESOLVED || this == PROBLEM_RESOLVED;
  }

  /** For people. */
  public String sentence() {
    return sentence;
  }
}
