package io.stackstate.synchronization.program;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.model.Json;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.synchronization.mapping.ElementException;
import io.stackstate.synchronization.mapping.WellFormed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a template rendered: one element, or an array of them, in the JSON form of topology
 * sheet section 1.1. It is read as a stream of tokens, because most of it is copied as it is. What
 * {@code type}, {@code layer}, {@code domain} and {@code environments} refer to becomes names.
 * Unknown fields are skipped, as in an import. For one thread.
 */
final class TemplateAnswer {
  private static final int SHOWN = 60;
  private static final int USUAL = 2_048;

  /** What is larger is not kept. */
  private static final int LARGE = 1 << 18;

  private final JsonFactory factory = Json.mapper().getFactory();
  private final SettingsNodes nodes;
  private final String kind;
  private final String typeOfType;

  /** Both are used again and again: most answers are about as long. */
  private StringBuilder text = new StringBuilder(USUAL);

  private char[] characters = new char[USUAL];

  /**
   * @param kind {@code Component} or {@code Relation}
   */
  TemplateAnswer(SettingsNodes nodes, String kind) {
    this.nodes = nodes;
    this.kind = kind;
    this.typeOfType = kind + "Type";
  }

  /** Where to put the text of the next answer; empty. */
  StringBuilder text() {
    if (text.capacity() > LARGE) {
      text = new StringBuilder();
    }
    text.setLength(0);
    return text;
  }

  /**
   * Reads what was put into {@link #text()}.
   *
   * @param template the name of the template
   * @throws ElementException when it is not JSON, or not an element
   */
  List<RenderedElement> read(String template) throws ElementException {
    if (characters.length < text.length() || characters.length > LARGE) {
      characters = new char[Math.max(USUAL, text.length())];
    }
    text.getChars(0, text.length(), characters, 0);
    try (JsonParser parser = factory.createParser(characters, 0, text.length())) {
      JsonToken first = parser.nextToken();
      List<RenderedElement> elements = new ArrayList<>(1);
      if (first == JsonToken.START_OBJECT) {
        elements.add(element(parser));
      } else if (first == JsonToken.START_ARRAY) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          elements.add(element(parser));
        }
        if (parser.currentToken() != JsonToken.END_ARRAY || elements.isEmpty()) {
          throw new Problem("expected an array of at least one JSON object");
        }
      } else {
        throw new Problem(
            "found "
                + shown(text.toString().trim())
                + ", expected a JSON object or an array of them");
      }
      if (parser.nextToken() != null) {
        throw new Problem("found more behind the end of the JSON");
      }
      return elements;
    } catch (JsonProcessingException e) {
      throw notJson(template, text.toString(), e);
    } catch (Problem e) {
      throw new ElementException("Template", template + ": " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RenderedElement element(JsonParser parser) throws IOException, Problem {
    RenderedElement element = new RenderedElement();
    String field;
    while ((field = parser.nextFieldName()) != null) {
      parser.nextToken();
      field(field, element, parser);
    }
    check(element);
    return element;
  }

  private void field(String field, RenderedElement element, JsonParser parser)
      throws IOException, Problem {
    switch (field) {
      case "_type" -> element.kind = parser.getText();
      case "name" -> element.name = text(field, parser);
      case "description" -> element.description = text(field, parser);
      case "version" -> element.version = text(field, parser);
      case "type" -> element.type = reference(field, typeOfType, parser);
      case "layer" -> element.layer = reference(field, "Layer", parser);
      case "domain" -> element.domain = reference(field, "Domain", parser);
      case "environments" -> environments(element, parser);
      case "labels" -> labels(element, parser);
      case "properties" -> element.properties = object(parser);
      case "dependencyDirection" -> element.direction = direction(parser);
      case "source" -> element.source = id(field, parser);
      case "target" -> element.target = id(field, parser);
      case "streams" -> element.streams = objects(field, parser);
      case "checks" -> element.checks = objects(field, parser);
      case "propagation" -> element.propagation = object(parser);
      default -> parser.skipChildren();
    }
  }

  private void check(RenderedElement element) throws Problem {
    if (element.kind != null && !element.kind.trim().equals(kind)) {
      throw new Problem("_type: found " + shown(element.kind) + ", expected " + kind);
    }
    required("name", element.name, "text");
    required("type", element.type, "the id of a " + typeOfType);
    if (kind.equals("Component")) {
      required("layer", element.layer, "the id of a Layer");
      required("domain", element.domain, "the id of a Domain");
      required(
          "environments",
          element.hasEnvironments() ? kind : null,
          "the id of at least one Environment");
    }
  }

  private static void required(String field, String value, String expected) throws Problem {
    if (value == null) {
      throw new Problem(field + ": missing, expected " + expected);
    }
  }

  private void environments(RenderedElement element, JsonParser parser)
      throws IOException, Problem {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      element.addEnvironment(reference("environments", "Environment", parser));
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      element.addEnvironment(reference("environments", "Environment", parser));
    }
  }

  private static void labels(RenderedElement element, JsonParser parser)
      throws IOException, Problem {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw unexpected("labels", parser, "an array");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        label(element, parser);
      } else {
        add(text("labels", parser), element);
      }
    }
  }

  private static void label(RenderedElement element, JsonParser parser)
      throws IOException, Problem {
    String field;
    while ((field = parser.nextFieldName()) != null) {
      parser.nextToken();
      if (field.equals("name")) {
        add(text("labels.name", parser), element);
      } else {
        parser.skipChildren();
      }
    }
  }

  private static void add(String label, RenderedElement element) {
    if (label != null) {
      element.addLabel(label);
    }
  }

  private static DependencyDirection direction(JsonParser parser) throws IOException, Problem {
    String text = text("dependencyDirection", parser);
    if (text == null) {
      return DependencyDirection.ONE_WAY;
    }
    for (DependencyDirection direction : DependencyDirection.values()) {
      if (direction.name().equalsIgnoreCase(text)) {
        return direction;
      }
    }
    throw unexpected("dependencyDirection", parser, "ONE_WAY, BOTH or NONE");
  }

  /** An array of objects; what else stands there is as if it were absent. */
  private static List<ObjectNode> objects(String field, JsonParser parser)
      throws IOException, Problem {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return List.of();
    }
    if (parser.nextToken() == JsonToken.END_ARRAY) {
      return List.of();
    }
    List<ObjectNode> objects = new ArrayList<>();
    for (JsonToken t = parser.currentToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      if (t != JsonToken.START_OBJECT) {
        throw unexpected(field, parser, "an array of objects");
      }
      objects.add(Json.mapper().readTree(parser));
    }
    return objects;
  }

  /** Its text; null when it is no object, or an empty one. */
  private static String object(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return null;
    }
    JsonNode object = Json.mapper().readTree(parser);
    return object.isEmpty() ? null : object.toString();
  }

  /**
   * A scalar; null when it is null or blank, because templates emit {@code ""} for what is absent.
   */
  private static String text(String field, JsonParser parser) throws IOException, Problem {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (!token.isScalarValue()) {
      throw unexpected(field, parser, "text");
    }
    String text = parser.getText();
    return text.isBlank() ? null : WellFormed.text(text);
  }

  private String reference(String field, String type, JsonParser parser)
      throws IOException, Problem {
    long id = id(field, parser);
    SettingsNodes.Node node = nodes.node(id);
    if (node == null) {
      throw new Problem(field + ": there is no node with id " + id + ", expected a " + type);
    }
    if (!node.type().equals(type)) {
      throw new Problem(
          "%s: found the %s %s, expected a %s".formatted(field, node.type(), node.name(), type));
    }
    return node.name();
  }

  private static long id(String field, JsonParser parser) throws IOException, Problem {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return parser.getLongValue();
    }
    String text = token == JsonToken.VALUE_STRING ? parser.getText().trim() : "";
    if (!text.matches("-?\\d{1,18}")) {
      throw unexpected(field, parser, "the id of a node");
    }
    return Long.parseLong(text);
  }

  private static Problem unexpected(String field, JsonParser parser, String expected)
      throws IOException {
    JsonToken token = parser.currentToken();
    String found =
        token.isScalarValue()
            ? shown(parser.getText())
            : token == JsonToken.START_ARRAY ? "an array" : "an object";
    return new Problem(field + ": found " + found + ", expected " + expected);
  }

  private static ElementException notJson(String template, String text, JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    int offset = at == null ? 0 : (int) Math.max(0, Math.min(at.getCharOffset(), text.length()));
    String near = text.substring(Math.max(0, offset - SHOWN / 2), offset);
    return new ElementException(
        "Template",
        "%s: the answer is not JSON: %s (line %d, column %d of the answer, behind %s)"
            .formatted(
                template,
                e.getOriginalMessage(),
                at == null ? 0 : at.getLineNr(),
                at == null ? 0 : at.getColumnNr(),
                shown(near)));
  }

  private static String shown(String text) {
    String start = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    return "\"" + start.replaceAll("\\s+", " ") + "\"";
  }

  /** What is wrong with an answer; the template's name is added where it is known. */
  private static final class Problem extends Exception {
    private static final long serialVersionUID = 1L;

    Problem(String message) {
      super(message, null, false, false);
    }
  }
}
