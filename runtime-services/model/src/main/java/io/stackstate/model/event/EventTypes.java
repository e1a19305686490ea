package io.stackstate.model.event;

/**
 * The types of events that the platform raises, in the spelling in which they are stored (health
 * sheet, section 8.1). Their {@code source} is {@link #SOURCE}.
 */
public final class EventTypes {
  public static final String SOURCE = "StackState";

  /** Data: {@link HealthStateChange}. */
  public static final String HEALTH_STATE_CHANGED = "Health State Changed";

  /**
   * Other checks fail, or a failing one has another title, while the own health stays. Data: {@link
   * HealthStateChange} with twice the same state. For handlers only.
   */
  public static final String CHECK_STATES_CHANGED = "Check States Changed";

  /** Data: {@link HealthStateChange}, with the way that the state came. For handlers only. */
  public static final String PROPAGATED_HEALTH_STATE_CHANGED = "Propagated Health State Changed";

  /** Data: {@link ViewHealthStateChange}. For handlers only. */
  public static final String VIEW_HEALTH_STATE_CHANGED = "View Health State Changed";

  /** Data of this and the other three of problems: {@link ProblemChange}. For handlers only. */
  public static final String PROBLEM_CREATED = "Problem Created";

  public static final String PROBLEM_UPDATED = "Problem Updated";
  public static final String PROBLEM_SUBSUMED = "Problem Subsumed";
  public static final String PROBLEM_RESOLVED = "Problem Resolved";

  public static final String ELEMENT_CREATED = "Element Created";
  public static final String ELEMENT_UPDATED = "Element Updated";
  public static final String ELEMENT_DELETED = "Element Deleted";
  public static final String ELEMENT_PROPERTIES_CHANGED = "Element Properties Changed";
  public static final String VERSION_CHANGED = "Version Changed";
  public static final String RUN_STATE_CHANGED = "Run State Changed";

  /** A detector found an anomaly in a metric stream; its data name the stream. */
  public static final String METRIC_STREAM_ANOMALY = "Metric Stream Anomaly";

  /** A detector looked at a metric stream and found none. */
  public static final String METRIC_STREAM_NO_ANOMALY = "Metric Stream No Anomaly";

  private EventTypes() {}
}
