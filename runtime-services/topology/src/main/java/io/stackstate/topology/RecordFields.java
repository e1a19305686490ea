package io.stackstate.topology;

import io.stackstate.model.change.Change;

/** The fields of a record that the index needs. */
sealed interface RecordFields permits ComponentFields, RelationFields, HealthFields {

  /**
   * Parses the record of a change; null for a deletion and for a problem, which the index does not
   * look into.
   *
   * @throws IllegalArgumentException when the record is not JSON or a field has the wrong type
   */
  static RecordFields of(Change change) {
    if (change.isDelete()) {
      return null;
    }
    return switch (change.key().aspect()) {
      case COMPONENT -> ComponentFields.parse(change.value());
      case RELATION -> RelationFields.parse(change.value());
      case HEALTH -> HealthFields.parse(change.value());
      case PROBLEM -> null;
    };
  }
}
