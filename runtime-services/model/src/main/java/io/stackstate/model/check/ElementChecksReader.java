package io.stackstate.model.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.ElementId;
import io.stackstate.model.Json;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import io.stackstate.model.change.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code metrics}, {@code events}, {@code service_checks} and {@code checks} of what agents
 * said of an element. A check that is wrong is there with a rule that says so; it harms no other.
 * Streams are local to the source that sent them: components that merge keep theirs apart.
 */
public final class ElementChecksReader {
  private final long element;
  private final List<StreamDefinition> streams = new ArrayList<>();
  private final List<CheckDefinition> checks = new ArrayList<>();
  private final Set<Long> used = new HashSet<>();

  private ElementChecksReader(long element) {
    this.element = element;
  }

  /** Those of a component, of all its sources. */
  public static ElementChecks of(Component component) {
    ElementChecksReader reader = new ElementChecksReader(component.id());
    for (Source source : component.sources()) {
      Component said = source.contribution() == null ? component : source.contribution();
      reader.read(source.sync(), source.externalId(), said.properties());
    }
    return reader.result();
  }

  /** Those of a relation. */
  public static ElementChecks of(Relation relation) {
    ElementChecksReader reader = new ElementChecksReader(relation.id());
    reader.read(relation.sync(), relation.externalId(), relation.properties());
    return reader.result();
  }

  private ElementChecks result() {
    return streams.isEmpty() && checks.isEmpty()
        ? ElementChecks.NONE
        : new ElementChecks(streams, checks);
  }

  /** Cheap for the most elements, which have none. */
  private static boolean mayHaveAny(String properties) {
    return properties != null
        && (properties.contains("\"checks\"")
            || properties.contains("\"metrics\"")
            || properties.contains("\"events\"")
            || properties.contains("\"service_checks\""));
  }

  private void read(long sync, String externalId, String properties) {
    if (!mayHaveAny(properties)) {
      return;
    }
    JsonNode data;
    try {
      data = Json.mapper().readTree(properties);
    } catch (JsonProcessingException e) {
      // An element stays whatever an older program wrote; what is no JSON has no checks.
      return;
    }
    String source = sync + "/" + externalId;
    StreamNames names = new StreamNames();
    for (StreamKind kind : StreamKind.values()) {
      JsonNode list = data.path(kind.list());
      for (int i = 0; list.isArray() && i < list.size(); i++) {
        stream(source, kind, kind.list() + "[" + i + "]", list.get(i), names);
      }
    }
    checks(source, data.path("checks"), names);
  }

  private void stream(
      String source, StreamKind kind, String path, JsonNode node, StreamNames names) {
    String localId = local(node, "stream_id");
    String identifier = local(node, "identifier");
    try {
      CheckFields fields = new CheckFields(path, node);
      String name = fields.optional("name");
      boolean metrics = kind == StreamKind.METRICS;
      StreamDefinition stream =
          new StreamDefinition(
              id("agent stream", source, kind + "/" + (localId == null ? name : localId)),
              kind,
              localId == null ? identifier : localId,
              name,
              metrics ? fields.text("metric_field") : null,
              fields.conditions(),
              metrics ? fields.optional("aggregation") : null,
              metrics ? fields.optional("unit_of_measure") : null,
              fields.optional("priority"));
      streams.add(stream);
      names.put(localId, stream);
      names.put(identifier, stream);
    } catch (InvalidCheckException e) {
      for (String name : new String[] {localId, identifier}) {
        if (name != null) {
          names.putWrong(name, e.getMessage());
        }
      }
    }
  }

  private static String local(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isValueNode() && !value.isNull() ? value.asText() : null;
  }

  private void checks(String source, JsonNode list, StreamNames names) {
    if (list.isMissingNode() || list.isNull()) {
      return;
    }
    if (!list.isArray()) {
      InvalidCheckException wrong =
          new InvalidCheckException("checks", CheckFields.shown(list), "a list");
      checks.add(wrong(source, "checks", wrong));
      return;
    }
    for (int i = 0; i < list.size(); i++) {
      String path = "checks[" + i + "]";
      try {
        CheckFields fields = new CheckFields(path, list.get(i));
        checks.add(check(source, path, fields, names));
      } catch (InvalidCheckException e) {
        checks.add(wrong(source, path, e));
      }
    }
  }

  private CheckDefinition wrong(String source, String name, InvalidCheckException e) {
    return new CheckDefinition(
        id("agent check", source, name), name, null, null, new CheckRule.Invalid(e.getMessage()));
  }

  private CheckDefinition check(String source, String path, CheckFields fields, StreamNames names) {
    String name = fields.scalar("name");
    String shown = name == null ? path : name;
    CheckRule rule;
    try {
      fields.text("name");
      rule = new RuleReader(fields, names).read();
    } catch (InvalidCheckException e) {
      rule = new CheckRule.Invalid(e.getMessage());
    }
    return new CheckDefinition(
        id("agent check", source, shown),
        shown,
        fields.scalar("description"),
        fields.scalar("remediation_hint"),
        rule);
  }

  private long id(String kind, String source, String name) {
    String of = Long.toString(element);
    long id = ElementId.of(kind, of, source, String.valueOf(name));
    for (int same = 1; !used.add(id); same++) {
      id = ElementId.of(same, kind, of, source, String.valueOf(name));
    }
    return id;
  }
}
