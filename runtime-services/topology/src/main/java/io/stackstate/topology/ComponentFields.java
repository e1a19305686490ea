package io.stackstate.topology;

import java.io.IOException;
import java.util.List;

/** The indexed fields of a component record. */
final class ComponentFields implements RecordFields {
  /** Of a component that is not there: it has no values. */
  static final ComponentFields NONE = new ComponentFields();

  private long id;
  private String name;
  private String type;
  private String layer;
  private String domain;
  private List<String> environments = List.of();
  private List<String> labels = List.of();
  private List<String> identifiers = List.of();

  ComponentFields() {}

  /**
   * @throws IllegalArgumentException when the record is not JSON or a field has the wrong type
   */
  static ComponentFields parse(byte[] record) {
    ComponentFields fields = new ComponentFields();
    RecordParser.parse(record, fields);
    return fields;
  }

  long id() {
    return id;
  }

  /** The distinct values of an attribute; none for {@link Attribute#HEALTH}, which is not here. */
  List<String> values(Attribute attribute) {
    return switch (attribute) {
      case NAME -> single(name);
      case TYPE -> single(type);
      case LAYER -> single(layer);
      case DOMAIN -> single(domain);
      case ENVIRONMENT -> environments;
      case LABEL -> labels;
      case IDENTIFIER -> identifiers;
      case HEALTH -> List.of();
    };
  }

  @Override
  public void read(String field, RecordParser parser) throws IOException {
    switch (field) {
      case "id" -> id = parser.number();
      case "name" -> name = parser.text();
      case "type" -> type = parser.text();
      case "layer" -> layer = parser.text();
      case "domain" -> domain = parser.text();
      case "environments" -> environments = parser.texts();
      case "labels" -> labels = parser.texts();
      case "identifiers" -> identifiers = parser.texts();
      case "description", "version", "properties" -> parser.checkText();
      case "sources" -> parser.checkArray();
      default -> {
        // A newer program may have written fields that this one does not know.
      }
    }
  }

  private static List<String> single(String value) {
    return value == null ? List.of() : List.of(value);
  }
}
