package io.stackstate.automation.output.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.automation.output.Finding;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One object of an output's definition. Each read remembers the field as known; what does not fit
 * becomes a {@link Finding}, and the read answers with something harmless so that all findings come
 * in one go. {@link #end} reports what nobody asked for. Used by one thread.
 *
 * <p>No value is quoted in a finding where a secret belongs.
 */
public final class SpecReader {
  private static final int MAX_TEXT = 16_384;
  private static final int MAX_ITEMS = 200;
  private static final String SECRET_SUFFIX = "SecretRef";

  private final String path;
  private final JsonNode node;
  private final List<Finding> findings;
  private final Set<String> known = new LinkedHashSet<>();

  private SpecReader(String path, JsonNode node, List<Finding> findings) {
    this.path = path;
    this.findings = findings;
    boolean object = node != null && node.isObject();
    if (!object) {
      findings.add(new Finding(path.isEmpty() ? "output" : path, Found.of(node), "an object"));
    }
    this.node = object ? node : JsonNodeFactory.instance.objectNode();
  }

  /** The definition as a whole; its own path is empty. */
  public static SpecReader root(JsonNode node, List<Finding> findings) {
    return new SpecReader("", node, findings);
  }

  public boolean has(String field) {
    known.add(field);
    return !node.path(field).isMissingNode() && !node.path(field).isNull();
  }

  public void finding(String field, String found, String expected) {
    findings.add(new Finding(at(field), found, expected));
  }

  /** A required text, of 1 to {@code max} characters. */
  public String text(String field, int max) {
    if (!has(field)) {
      finding(field, "nothing", "a text");
      return "";
    }
    return optionalText(field, max).orElse("");
  }

  public Optional<String> optionalText(String field) {
    return optionalText(field, MAX_TEXT);
  }

  public Optional<String> optionalText(String field, int max) {
    if (!has(field)) {
      return Optional.empty();
    }
    JsonNode value = node.get(field);
    if (!value.isTextual() || value.textValue().isBlank() || value.textValue().length() > max) {
      finding(field, Found.of(value), "a text of 1 to " + max + " characters");
      return Optional.empty();
    }
    return Optional.of(value.textValue());
  }

  /** A text that {@code parse} accepts; it throws IllegalArgumentException with what it expects. */
  public <T> Optional<T> parsed(String field, Function<String, T> parse) {
    Optional<String> text = optionalText(field);
    try {
      return text.map(parse);
    } catch (IllegalArgumentException e) {
      finding(field, Found.text(text.orElse("")), e.getMessage());
      return Optional.empty();
    }
  }

  public boolean flag(String field, boolean otherwise) {
    if (!has(field)) {
      return otherwise;
    }
    if (!node.get(field).isBoolean()) {
      finding(field, Found.of(node.get(field)), "true or false");
    }
    return node.get(field).asBoolean(otherwise);
  }

  public int number(String field, int min, int max, int otherwise) {
    if (!has(field)) {
      return otherwise;
    }
    JsonNode value = node.get(field);
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < min
        || value.intValue() > max) {
      finding(field, Found.of(value), "a whole number from " + min + " to " + max);
      return otherwise;
    }
    return value.intValue();
  }

  public Duration duration(String field, Duration min, Duration max, Duration otherwise) {
    Optional<Duration> found = parsed(field, Durations::parse);
    if (found.isPresent() && (found.get().compareTo(min) < 0 || found.get().compareTo(max) > 0)) {
      finding(
          field,
          Found.of(node.get(field)),
          "a duration from " + Durations.text(min) + " to " + Durations.text(max));
      return otherwise;
    }
    return found.orElse(otherwise);
  }

  /** One of {@code choices}, by its exact spelling. */
  public <T> Optional<T> choice(String field, Map<String, T> choices) {
    if (!has(field)) {
      return Optional.empty();
    }
    JsonNode value = node.get(field);
    T found = value.isTextual() ? choices.get(value.textValue()) : null;
    if (found == null) {
      finding(field, Found.of(value), "one of " + String.join(", ", choices.keySet()));
    }
    return Optional.ofNullable(found);
  }

  public Optional<URI> url(String field) {
    return parsed(field, Urls::parse);
  }

  public URI requiredUrl(String field) {
    if (!has(field)) {
      finding(field, "nothing", Urls.EXPECTED);
    }
    return url(field).orElse(Urls.NOWHERE);
  }

  /** A reference to a key of a Secret. {@code field} ends in {@code SecretRef}. */
  public Optional<SecretRef> secret(String field) {
    if (!has(field)) {
      return Optional.empty();
    }
    if (!node.get(field).isObject()) {
      finding(field, Found.hidden(node.get(field)), "{name, key} of a Secret");
      return Optional.empty();
    }
    SpecReader ref = new SpecReader(at(field), node.get(field), findings);
    SecretRef read = new SecretRef(Secrets.name(ref, "name", 253), Secrets.name(ref, "key", 253));
    ref.end();
    return Optional.of(read);
  }

  public SecretRef requiredSecret(String field) {
    boolean plain = node.hasNonNull(field.substring(0, field.length() - SECRET_SUFFIX.length()));
    if (!has(field) && !plain) {
      finding(field, "nothing", "{name, key} of a Secret");
    }
    return secret(field).orElse(new SecretRef("", ""));
  }

  /** An object in a field, if it is there; the caller ends it. */
  public Optional<SpecReader> object(String field) {
    return has(field)
        ? Optional.of(new SpecReader(at(field), node.get(field), findings))
        : Optional.empty();
  }

  /** An object that must be there; the caller ends it. */
  public SpecReader required(String field) {
    known.add(field);
    return new SpecReader(at(field), node.get(field), findings);
  }

  /** The objects of a list; the caller ends each. */
  public List<SpecReader> objects(String field) {
    List<SpecReader> read = new ArrayList<>();
    List<JsonNode> items = items(field, "a list of objects");
    for (int i = 0; i < items.size(); i++) {
      read.add(new SpecReader(at(field) + "[" + i + "]", items.get(i), findings));
    }
    return read;
  }

  public List<String> texts(String field) {
    List<String> read = new ArrayList<>();
    List<JsonNode> items = items(field, "a list of texts");
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).isTextual() && !items.get(i).textValue().isBlank()) {
        read.add(items.get(i).textValue());
      } else {
        finding(field + "[" + i + "]", Found.of(items.get(i)), "a text");
      }
    }
    return List.copyOf(read);
  }

  private List<JsonNode> items(String field, String expected) {
    List<JsonNode> items = new ArrayList<>();
    if (has(field)) {
      JsonNode value = node.get(field);
      if (!value.isArray() || value.size() > MAX_ITEMS) {
        finding(field, Found.of(value), expected + ", at most " + MAX_ITEMS);
      } else {
        value.forEach(items::add);
      }
    }
    return items;
  }

  /** A map from text to text; numbers and booleans count as their text. */
  public Map<String, String> map(String field) {
    Map<String, String> read = new LinkedHashMap<>();
    object(field)
        .ifPresent(
            inner ->
                inner
                    .node
                    .properties()
                    .forEach(
                        entry -> {
                          if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                            read.put(entry.getKey(), entry.getValue().asText());
                          } else {
                            inner.finding(entry.getKey(), Found.of(entry.getValue()), "a text");
                          }
                        }));
    return read;
  }

  /** A map from text to a reference to a Secret. */
  public Map<String, SecretRef> secrets(String field) {
    Map<String, SecretRef> read = new LinkedHashMap<>();
    object(field)
        .ifPresent(
            inner ->
                inner
                    .node
                    .fieldNames()
                    .forEachRemaining(
                        name -> inner.secret(name).ifPresent(ref -> read.put(name, ref))));
    return read;
  }

  /** JSON of any shape. */
  public Optional<JsonNode> json(String field) {
    return has(field) ? Optional.of(node.get(field)) : Optional.empty();
  }

  /** The names of the fields that are there. */
  public Set<String> fields() {
    Set<String> names = new LinkedHashSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Reports fields that were never asked for. */
  public void end() {
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                reportUnknown(field);
              }
            });
  }

  private void reportUnknown(String field) {
    if (known.contains(field + SECRET_SUFFIX)) {
      finding(field, "a plain secret (not shown)", field + SECRET_SUFFIX + " {name, key}");
    } else {
      finding(field, "an unknown field", "one of " + String.join(", ", known));
    }
  }

  private String at(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}
