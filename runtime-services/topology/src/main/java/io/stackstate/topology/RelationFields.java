package io.stackstate.topology;

import io.stackstate.model.change.DependencyDirection;
import java.io.IOException;

/** The fields of a relation record that link it. */
final class RelationFields implements RecordFields {
  private long id;
  private long source;
  private long target;
  private DependencyDirection direction = DependencyDirection.ONE_WAY;

  RelationFields() {}

  /**
   * @throws IllegalArgumentException when the record is not JSON or a field has the wrong type
   */
  static RelationFields parse(byte[] record) {
    RelationFields fields = new RelationFields();
    RecordParser.parse(record, fields);
    return fields;
  }

  long id() {
    return id;
  }

  /** The id of the component it starts at. */
  long source() {
    return source;
  }

  long target() {
    return target;
  }

  DependencyDirection direction() {
    return direction;
  }

  boolean linksAs(RelationFields other) {
    return source == other.source && target == other.target && direction == other.direction;
  }

  @Override
  public void read(String field, RecordParser parser) throws IOException {
    switch (field) {
      case "id" -> id = parser.number();
      case "source" -> source = parser.number();
      case "target" -> target = parser.number();
      case "dependencyDirection" -> direction = parser.constant(DependencyDirection.class);
      case "name", "type", "description", "properties", "externalId" -> parser.checkText();
      case "labels" -> parser.checkArray();
      case "sync" -> parser.number();
      default -> {
        // A newer program may have written fields that this one does not know.
      }
    }
  }
}
