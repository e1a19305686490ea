package io.stackstate.functions.runtime;

import io.stackstate.functions.sandbox.PlainValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The event that a function of an event handler runs for (health sheet, section 9.3), for both
 * flavours: asynchronous functions read properties, synchronous ones call getters, some of which
 * have names of their own. What an event of its type does not have is null.
 */
public final class HandlerEvent implements PlainValue {
  private final Map<String, Object> fields;

  /**
   * @param fields by their names for asynchronous functions
   */
  public HandlerEvent(Map<?, ?> fields) {
    this.fields = Copies.map(fields);
  }

  /** {@code event._type}, which Groovy looks for under this name. */
  public Object get_type() {
    return fields.get("_type");
  }

  /** Epoch milliseconds. */
  public Object getTriggeredTimestamp() {
    return fields.get("triggeredTimestamp");
  }

  public Object getCauseId() {
    return fields.get("causeId");
  }

  public Object getNewState() {
    return fields.get("newState");
  }

  public Object getOldState() {
    return fields.get("oldState");
  }

  public Object getNewStateRef() {
    return getNewState();
  }

  public Object getOldStateRef() {
    return getOldState();
  }

  /** Id of the component whose health changed. */
  public Object getStackElement() {
    return fields.get("stackElement");
  }

  /** Id of the view whose health changed. */
  public Object getViewHealthState() {
    return fields.get("viewHealthState");
  }

  /** Ids of the elements that a propagated state came through. */
  public Object getStateChanges() {
    return fields.get("stateChanges");
  }

  public Object getIdentifier() {
    return fields.get("identifier");
  }

  public Object getProblemId() {
    return fields.get("problemId");
  }

  /** Id of an element. */
  public Object getRootCause() {
    return fields.get("rootCause");
  }

  public Object getRootCauseNodeId() {
    return getRootCause();
  }

  /** Ids of the elements of a problem. */
  public Object getNodes() {
    return fields.get("nodes");
  }

  public Object getSuperProblemIds() {
    return fields.get("superProblemIds");
  }

  @Override
  public Object toPlain() {
    return new LinkedHashMap<>(fields);
  }

  @Override
  public String toString() {
    return String.valueOf(fields);
  }
}
