package io.stackstate.topology;

import io.stackstate.model.change.HealthState;
import java.io.IOException;

/** The fields of a health record; an absent state is unknown. */
final class HealthFields implements RecordFields {
  private long id;
  private HealthState own = HealthState.UNKNOWN;
  private HealthState propagated = HealthState.UNKNOWN;

  private String propagationError;
  private boolean checked;

  HealthFields() {}

  /**
   * @throws IllegalArgumentException when the record is not JSON or a field has the wrong type
   */
  static HealthFields parse(byte[] record) {
    HealthFields fields = new HealthFields();
    RecordParser.parse(record, fields);
    return fields;
  }

  long id() {
    return id;
  }

  HealthState own() {
    return own;
  }

  HealthState propagated() {
    return propagated;
  }

  /** Null when there is none. */
  String propagationError() {
    return propagationError;
  }

  /** Whether it says which check states make an element fail. */
  boolean tellsFailingChecks() {
    return checked && own.compareTo(HealthState.DEVIATING) >= 0;
  }

  @Override
  public void read(String field, RecordParser parser) throws IOException {
    switch (field) {
      case "id" -> id = parser.number();
      case "own" -> own = parser.constant(HealthState.class);
      case "propagated" -> propagated = parser.constant(HealthState.class);
      case "checks" -> checked = true;
      case "propagationError" -> propagationError = parser.text();
      default -> {
        // A newer program may have written fields that this one does not know.
      }
    }
  }
}
