package io.stackstate.topology;

import io.stackstate.model.change.Change;

/** The fields of a record that the index needs; they take theirs of what a parser reads. */
sealed interface RecordFields extends RecordParser.Field
    permits ComponentFields, RelationFields, HealthFields {

  /**
   * Parses the record of a change; null for a deletion and for a problem, which the index does not
   * look into.
   *
   * @throws IllegalArgumentException when the record is not JSON or a field has the wrong type
   */
  static RecordFields of(Change change) {
    RecordFields fields = unread(change);
    if (fields != null) {
      RecordParser.parse(change.value(), fields);
    }
    return fields;
  }

  /** What takes the fields of the record of a change; null where {@link #of} is null. */
  static RecordFields unread(Change change) {
    if (change.isDelete()) {
      return null;
    }
    return switch (change.key().aspect()) {
      case COMPONENT -> new ComponentFields();
      case RELATION -> new RelationFields();
      case HEALTH -> new HealthFields();
      case PROBLEM -> null;
    };
  }
}
