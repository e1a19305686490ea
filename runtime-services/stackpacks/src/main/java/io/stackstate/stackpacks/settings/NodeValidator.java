package io.stackstate.stackpacks.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.functions.template.SourceLines.Place;
import io.stackstate.functions.template.Template;
import io.stackstate.functions.template.TemplateException;
import io.stackstate.functions.template.TemplateFiles;
import io.stackstate.functions.template.TemplateLimits;
import io.stackstate.stql.Query;
import io.stackstate.stql.StqlParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Checks a node and what it owns against the catalogue. References are ids by now. Unknown fields
 * and types of nested nodes are warnings: packs carry fields that the platform never read.
 */
public final class NodeValidator {
  private static final Set<String> COMMON =
      Set.of(
          "_type",
          "id",
          "identifier",
          "name",
          "description",
          "lastUpdateTimestamp",
          "ownedBy",
          "locked",
          "manual");

  private final Catalogue catalogue;
  private final FunctionChecks functions;
  private final LongFunction<Optional<String>> typeOf;
  private final Function<JsonNode, Place> places;
  private final Findings findings;

  /**
   * @param typeOf the type of the node with an id, nested ones included
   * @param places where an object came from; may return null
   */
  public NodeValidator(
      Catalogue catalogue,
      FunctionChecks functions,
      LongFunction<Optional<String>> typeOf,
      Function<JsonNode, Place> places,
      Findings findings) {
    this.catalogue = catalogue;
    this.functions = functions;
    this.typeOf = typeOf;
    this.places = places;
    this.findings = findings;
  }

  /**
   * @param label of the node that stands on its own
   * @param path of {@code content} inside it
   */
  public void validate(String label, String path, ObjectNode content) {
    String typeName = Content.text(content, "_type");
    Optional<NodeType> type = catalogue.type(typeName);
    if (type.isEmpty()) {
      findings.warning(
          places.apply(content), label, at(path, "_type"), unknownType(catalogue, typeName));
      return;
    }
    if (path.isEmpty() && Content.text(content, "name") == null) {
      error(content, label, "name", "missing, expected a text");
    }
    for (Field field : type.get().fields().values()) {
      validate(label, path, content, field);
    }
    content
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!COMMON.contains(name) && !known(type.get(), name)) {
                findings.warning(
                    places.apply(content),
                    label,
                    at(path, name),
                    "unknown field of " + typeName + ", ignored");
              }
            });
  }

  /** What an author reads about a type that is not in the catalogue. */
  public static String unknownType(Catalogue catalogue, String typeName) {
    String near = catalogue.near(typeName).map(name -> "; did you mean " + name + "?").orElse("");
    return "found unknown type \"" + typeName + "\"" + near;
  }

  private static boolean known(NodeType type, String name) {
    return type.open() || type.fields().containsKey(name);
  }

  private void validate(String label, String path, ObjectNode content, Field field) {
    JsonNode value = content.path(field.name());
    String where = at(path, field.name());
    if (value.isMissingNode() || value.isNull()) {
      if (field.required() && !hasOtherScript(content, field)) {
        error(content, label, where, "missing, expected " + expected(field));
      }
      return;
    }
    switch (field.kind()) {
      case ANY -> {}
      case STRING -> check(value.isValueNode(), content, label, where, field, value);
      case INTEGER -> check(isInteger(value), content, label, where, field, value);
      case DECIMAL -> check(isDecimal(value), content, label, where, field, value);
      case BOOLEAN -> check(value.isBoolean(), content, label, where, field, value);
      case STRINGS, ENUMS -> checkTexts(content, label, where, field, value);
      case ENUM -> choice(content, label, where, field, value);
      case REF -> reference(content, label, where, field, value);
      case OWN -> owned(content, label, where, field, value);
      case REFS, OWNS -> items(content, label, where, field, value);
      case GROOVY -> groovy(content, label, where, field, value);
      case TEMPLATE -> template(content, label, where, field, value);
      case STQL -> stql(content, label, where, field, value);
    }
  }

  private void choice(ObjectNode content, String label, String where, Field field, JsonNode value) {
    boolean listed = field.allows(value.asText());
    if (!listed && field.isOpen()) {
      findings.warning(
          places.apply(content),
          label,
          where,
          "found " + shown(value) + ", expected " + expected(field));
    } else {
      check(listed, content, label, where, field, value);
    }
  }

  /** A body may stand in either of two fields; {@code Groovy} kinds accept both. */
  private boolean hasOtherScript(ObjectNode content, Field field) {
    return field.kind() == Field.Kind.GROOVY
        && (content.hasNonNull("script") || content.hasNonNull("groovyScript"));
  }

  private void items(ObjectNode content, String label, String where, Field field, JsonNode value) {
    if (!value.isArray()) {
      check(false, content, label, where, field, value);
      return;
    }
    for (int i = 0; i < value.size(); i++) {
      String item = where + "[" + i + "]";
      if (field.kind() == Field.Kind.REFS) {
        reference(content, label, item, field, value.get(i));
      } else {
        owned(content, label, item, field, value.get(i));
      }
    }
  }

  private void reference(
      ObjectNode content, String label, String where, Field field, JsonNode value) {
    if (!value.isIntegralNumber()) {
      check(false, content, label, where, field, value);
      return;
    }
    Optional<String> found = typeOf.apply(value.longValue());
    if (found.isEmpty()) {
      error(content, label, where, "there is no node with id " + value.longValue());
    } else if (!field.allows(found.get())) {
      error(
          content,
          label,
          where,
          "refers to a " + found.get() + ", expected " + String.join(" or ", field.arguments()));
    }
  }

  private void owned(ObjectNode content, String label, String where, Field field, JsonNode value) {
    if (!Content.isNode(value)) {
      error(content, label, where, "found " + shown(value) + ", expected an object with _type");
      return;
    }
    String type = Content.text(value, "_type");
    if (!field.allows(type)) {
      error(
          value,
          label,
          where + "._type",
          "found \"" + type + "\", expected " + String.join(" or ", field.arguments()));
      return;
    }
    validate(label, where, (ObjectNode) value);
  }

  private void groovy(ObjectNode content, String label, String where, Field field, JsonNode value) {
    String script = Content.script(value);
    if (script == null) {
      check(false, content, label, where, field, value);
      return;
    }
    List<String> parameters = new ArrayList<>();
    content.path("parameters").forEach(item -> parameters.add(item.path("name").asText()));
    for (String problem : functions.problems(Content.text(content, "_type"), script, parameters)) {
      error(content, label, where, problem);
    }
  }

  private void template(
      ObjectNode content, String label, String where, Field field, JsonNode value) {
    if (!value.isTextual()) {
      check(false, content, label, where, field, value);
      return;
    }
    try {
      Template.compile(label, value.textValue(), TemplateFiles.NONE, TemplateLimits.ELEMENT);
    } catch (TemplateException e) {
      error(
          content,
          label,
          where,
          "line " + e.line() + ", column " + e.column() + " of the template: " + e.problem());
    }
  }

  private void stql(ObjectNode content, String label, String where, Field field, JsonNode value) {
    if (!value.isTextual()) {
      check(false, content, label, where, field, value);
      return;
    }
    try {
      Query.parse(value.textValue());
    } catch (StqlParseException e) {
      error(content, label, where, e.getMessage());
    }
  }

  private void checkTexts(
      ObjectNode content, String label, String where, Field field, JsonNode value) {
    boolean fits = value.isArray();
    for (JsonNode item : value) {
      fits &=
          item.isValueNode() && (field.kind() == Field.Kind.STRINGS || field.allows(item.asText()));
    }
    check(fits, content, label, where, field, value);
  }

  private static boolean isInteger(JsonNode value) {
    return value.isIntegralNumber()
        || value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue())
        || value.isTextual() && value.textValue().matches("-?[0-9]{1,18}");
  }

  private static boolean isDecimal(JsonNode value) {
    return value.isNumber()
        || value.isTextual() && value.textValue().matches("-?[0-9]{1,15}(\\.[0-9]{1,15})?");
  }

  private void check(
      boolean fits, ObjectNode content, String label, String where, Field field, JsonNode value) {
    if (!fits) {
      error(content, label, where, "found " + shown(value) + ", expected " + expected(field));
    }
  }

  private void error(JsonNode content, String label, String where, String message) {
    findings.error(places.apply(content), label, where, message);
  }

  private static String expected(Field field) {
    String arguments = String.join(", ", field.arguments());
    return switch (field.kind()) {
      case STRING, TEMPLATE, STQL -> "a text";
      case GROOVY -> "a script";
      case INTEGER -> "an integer";
      case DECIMAL -> "a number";
      case BOOLEAN -> "true or false";
      case STRINGS -> "a list of texts";
      case ENUM -> "one of " + arguments;
      case ENUMS -> "a list of " + arguments;
      case REF -> "a reference to " + arguments.replace(", ", " or ");
      case REFS -> "a list of references to " + arguments.replace(", ", " or ");
      case OWN -> "a nested " + (arguments.equals("*") ? "node" : arguments);
      case OWNS -> "a list of nested " + (arguments.equals("*") ? "nodes" : arguments);
      case ANY -> "a value";
    };
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() > 60 ? text.substring(0, 60) + "..." : text;
  }

  private static String at(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}
