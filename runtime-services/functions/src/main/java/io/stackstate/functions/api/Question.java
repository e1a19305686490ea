package io.stackstate.functions.api;

/** What a script API may ask its {@link ScriptHost}. */
public enum Question {
  /** The components that {@code query} finds at {@code at}: a list. */
  COMPONENTS("Topology"),
  FULL_COMPONENTS("Topology"),
  /** The relations between them: a list. */
  RELATIONS("Topology"),
  FULL_RELATIONS("Topology"),
  /** The problems that concern them, for the view {@code view}, which may be missing: a list. */
  PROBLEMS("Topology"),
  /** The component {@code id} at {@code at}; fails when there is none. */
  COMPONENT("Component"),
  FULL_COMPONENT("Component"),
  /** All views: a list of maps with the fields of {@link ViewSource.SavedView}. */
  VIEWS("View"),
  /** The time of the topology that the run sees: epoch milliseconds. */
  PRESENT("Time"),
  /** The settings nodes {@code ids}, or all: a list of maps with the fields that are no lists. */
  NODES("Graph"),
  /** The series of the metric query that {@link MetricValues} describes: a list. */
  METRICS("Telemetry"),
  /** {@code query}, {@code startMillis}, {@code endMillis}, {@code stepMillis}: a map. */
  PROMQL("Telemetry"),
  /** Where people find the product, without a slash at its end: a text. */
  BASE_URL("UI"),
  /** Whether the StackPack {@code name} is installed: a boolean. */
  PACK_INSTALLED("StackPack"),
  /** The nodes of type {@code nodeType} of the StackPack {@code namespace}: a list. */
  PACK_RESOURCES("StackPack"),
  /** The call that {@link HttpQuery} describes: a map. */
  HTTP("Http"),
  /** Sends {@code subject} and {@code body} to {@code to}: null. */
  EMAIL("emailPlugin"),
  /** Sends {@code body} to {@code url}: null. */
  WEBHOOK("webhookPlugin"),
  /** Sends {@code body} to {@code to} with the account of {@code token}: null. */
  SMS("smsPlugin");

  /** The argument by which whoever runs a script says how many milliseconds the run has left. */
  public static final String LEFT_MILLIS = "leftMillis";

  private final String api;

  Question(String api) {
    this.api = api;
  }

  /** The name by which scripts know what asks it. */
  public String api() {
    return api;
  }
}
