package io.stackstate.model.health;

/** How the sender of a health stream keeps its states consistent (health sheet, section 4.2). */
public enum ConsistencyModel {
  REPEAT_SNAPSHOTS,
  REPEAT_STATES,
  TRANSACTIONAL_INCREMENTS
}
