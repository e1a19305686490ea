package io.stackstate.operator.content;

import io.stackstate.crds.ViewGrouping;
import io.stackstate.crds.ViewHealth;
import io.stackstate.crds.ViewSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A view as a document of settings (topology sheet, section 5: {@code QueryView}). */
final class QueryViewDocument {
  private static final ViewGrouping DEFAULT = new ViewGrouping(true, 10, true, true, false);

  private QueryViewDocument() {}

  static String of(String identifier, ViewSpec spec) {
    ViewGrouping grouping = spec.grouping() == null ? DEFAULT : spec.grouping();
    List<String> fields = new ArrayList<>();
    fields.add("\"_type\": \"QueryView\"");
    fields.add("\"identifier\": " + NodesDocument.literal(identifier));
    fields.add("\"name\": " + NodesDocument.literal(spec.title()));
    if (spec.description() != null) {
      fields.add("\"description\": " + NodesDocument.literal(spec.description()));
    }
    fields.add("\"query\": " + NodesDocument.literal(spec.query()));
    fields.add("\"queryVersion\": \"0.0.1\"");
    fields.add("\"groupingEnabled\": " + !Boolean.FALSE.equals(grouping.enabled()));
    fields.add(
        "\"minimumGroupSize\": " + (grouping.minimumSize() == null ? 10 : grouping.minimumSize()));
    fields.add("\"groupedByLayers\": " + !Boolean.FALSE.equals(grouping.byLayer()));
    fields.add("\"groupedByDomains\": " + !Boolean.FALSE.equals(grouping.byDomain()));
    fields.add("\"groupedByRelations\": " + Boolean.TRUE.equals(grouping.byRelation()));
    fields.add("\"showIndirectRelations\": " + Boolean.TRUE.equals(spec.indirectRelations()));
    if (spec.health() != null) {
      fields.add("\"viewHealthStateConfiguration\": " + health(spec.health()));
    }
    return "{\"nodes\": [{\n  " + String.join(",\n  ", fields) + "\n}]}\n";
  }

  private static String health(ViewHealth health) {
    List<String> arguments = new ArrayList<>();
    if (health.arguments() != null) {
      new TreeMap<>(health.arguments())
          .forEach((name, value) -> arguments.add(argument(health.function(), name, value)));
    }
    String form =
        "{\"_type\": \"ViewHealthStateConfiguration\", \"enabled\": %s, \"function\": %s,"
            + " \"arguments\": [%s]}";
    return form.formatted(
        !Boolean.FALSE.equals(health.enabled()),
        NodesDocument.literal(health.function()),
        String.join(", ", arguments));
  }

  private static String argument(String function, String parameter, String value) {
    Map.Entry<String, String> typed = typed(value);
    String reference = "{{ get \"" + function + "\" \"Type=Parameter;Name=" + parameter + "\" }}";
    return "{\"_type\": \"%s\", \"parameter\": %s, \"value\": %s}"
        .formatted(typed.getKey(), reference, typed.getValue());
  }

  private static Map.Entry<String, String> typed(String value) {
    if (value.matches("-?[0-9]{1,18}")) {
      return Map.entry("ArgumentLongVal", value);
    }
    if (value.matches("-?[0-9]{1,18}\\.[0-9]{1,18}")) {
      return Map.entry("ArgumentDoubleVal", value);
    }
    if (value.equals("true") || value.equals("false")) {
      return Map.entry("ArgumentBooleanVal", value);
    }
    return Map.entry("ArgumentStringVal", NodesDocument.literal(value));
  }
}
