package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A kind of custom resource, as its definition (CRD) says.
 *
 * @param names under which it may be asked for: plural, singular, short names, kind; lower-case
 */
record Kind(
    String plural,
    String singular,
    String group,
    List<String> names,
    List<String> categories,
    List<Column> columns) {

  /**
   * A column of the list.
   *
   * @param path JSONPath into the resource
   * @param wide whether it is shown with {@code -o wide} only
   */
  record Column(String name, ResourcePath path, boolean date, boolean wide) {}

  static Kind of(JsonNode definition) {
    JsonNode names = definition.at("/spec/names");
    List<String> known = new ArrayList<>();
    known.add(names.path("plural").asText());
    known.add(names.path("singular").asText());
    known.add(names.path("kind").asText().toLowerCase(Locale.ROOT));
    names.path("shortNames").forEach(name -> known.add(name.asText()));
    List<String> categories = new ArrayList<>();
    names.path("categories").forEach(name -> categories.add(name.asText()));
    List<Column> columns = new ArrayList<>();
    for (JsonNode column : definition.at("/spec/versions/0/additionalPrinterColumns")) {
      columns.add(
          new Column(
              column.path("name").asText(),
              ResourcePath.parse(column.path("jsonPath").asText()),
              column.path("type").asText().equals("date"),
              column.path("priority").asInt() > 0));
    }
    return new Kind(
        names.path("plural").asText(),
        names.path("singular").asText(),
        definition.at("/spec/group").asText(),
        known,
        categories,
        columns);
  }
}
