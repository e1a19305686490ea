package io.stackstate.crds.generator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The reference of one CRD in Markdown: a table of spec, its rules, and a table of status. */
final class Reference {
  static final String HEAD =
      """
      # Custom resources

      Generated from the classes in `crds`; renewed by `mvn -pl crds process-classes -Dcrds.commit=true`.
      The same YAML works with `kubectl apply` and in the folder of `stackstate up --resources`.
      """;

  private final JsonNode crd;

  Reference(JsonNode crd) {
    this.crd = crd;
  }

  String markdown() {
    JsonNode names = crd.at("/spec/names");
    JsonNode version = crd.at("/spec/versions/0");
    JsonNode schema = version.at("/schema/openAPIV3Schema/properties");
    StringBuilder out = new StringBuilder();
    out.append("\n## ").append(names.path("kind").asText()).append("\n\n");
    out.append("`apiVersion: ").append(crd.at("/spec/group").asText()).append('/');
    out.append(version.path("name").asText()).append("`, plural `");
    out.append(names.path("plural").asText()).append("`, short names ");
    out.append(quoted(names.path("shortNames"))).append(", categories ");
    out.append(quoted(names.path("categories"))).append(".\n");
    section(out, "spec", schema.path("spec"));
    section(out, "status", schema.path("status"));
    return out.toString();
  }

  private static void section(StringBuilder out, String name, JsonNode schema) {
    out.append("\n### ").append(name).append("\n\n");
    out.append("| Field | Type | Required | Default | Meaning |\n|---|---|---|---|---|\n");
    rows(out, name, schema);
    List<String> rules = new ArrayList<>();
    rules(rules, schema);
    if (!rules.isEmpty()) {
      out.append("\nRules:\n\n");
      rules.forEach(rule -> out.append("* ").append(rule).append('\n'));
    }
  }

  private static void rows(StringBuilder out, String path, JsonNode schema) {
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      JsonNode value = field.getValue();
      String name = path + "." + field.getKey();
      out.append("| `").append(name).append("` | ").append(type(value)).append(" | ");
      out.append(required(schema, field.getKey()) ? "yes" : "").append(" | ");
      out.append(value.has("default") ? "`" + value.get("default").asText() + "`" : "");
      out.append(" | ").append(value.path("description").asText().replace("|", "\\|"));
      out.append(" |\n");
      rows(out, name, value);
      rows(out, name + "[]", value.path("items"));
    }
  }

  private static String type(JsonNode value) {
    if (value.has("enum")) {
      return quoted(value.get("enum"));
    }
    if ("array".equals(value.path("type").asText())) {
      return "list of " + value.at("/items/type").asText();
    }
    String type = value.path("type").asText();
    return value.has("pattern") ? type + " `" + value.get("pattern").asText() + "`" : type;
  }

  private static boolean required(JsonNode schema, String field) {
    for (JsonNode name : schema.path("required")) {
      if (name.asText().equals(field)) {
        return true;
      }
    }
    return false;
  }

  private static void rules(List<String> found, JsonNode schema) {
    for (JsonNode rule : schema.path("x-kubernetes-validations")) {
      found.add(rule.path("message").asText());
    }
    schema.path("properties").forEach(property -> rules(found, property));
    if (schema.path("items").isObject()) {
      rules(found, schema.get("items"));
    }
  }

  private static String quoted(JsonNode list) {
    List<String> names = new ArrayList<>();
    list.forEach(name -> names.add("`" + name.asText() + "`"));
    return String.join(", ", names);
  }
}
