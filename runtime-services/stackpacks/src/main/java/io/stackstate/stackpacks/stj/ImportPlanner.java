package io.stackstate.stackpacks.stj;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.functions.template.NodeIdentifier;
import io.stackstate.functions.template.SourceLines.Place;
import io.stackstate.model.handler.HandlerDefinition;
import io.stackstate.stackpacks.settings.Catalogue;
import io.stackstate.stackpacks.settings.Content;
import io.stackstate.stackpacks.settings.Field;
import io.stackstate.stackpacks.settings.Finding;
import io.stackstate.stackpacks.settings.Findings;
import io.stackstate.stackpacks.settings.FunctionChecks;
import io.stackstate.stackpacks.settings.HandlerFunctions;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.NodeType;
import io.stackstate.stackpacks.settings.NodeValidator;
import io.stackstate.stackpacks.settings.SettingsException;
import io.stackstate.stackpacks.settings.SettingsNodes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Computes what an import changes, and changes nothing itself: the algorithm of topology sheet
 * section 4.5. One use per document, which it completes in place.
 */
final class ImportPlanner {
  private final Catalogue catalogue = Catalogue.get();
  private final References references = new References(catalogue);
  private final Findings findings = new Findings();
  private final FunctionChecks functions;
  private final SettingsNodes existing;
  private final ImportOptions options;
  private final long now;
  private final NodeIds ids;
  private final Handles handles;

  /**
   * @param now epoch milliseconds, the time of the changes
   */
  ImportPlanner(FunctionChecks functions, SettingsNodes existing, ImportOptions options, long now) {
    this.functions = functions;
    this.existing = existing;
    this.options = options;
    this.now = now;
    this.ids = new NodeIds(existing);
    this.handles = new Handles(ids, findings);
  }

  /**
   * @param created nodes that the document's templates create on the way
   */
  ImportPlan plan(StjDocument document, List<Node> created) throws SettingsException {
    created.forEach(node -> ids.keep(node.id()));
    List<Draft> drafts = drafts(document);
    findings.throwErrors();
    drafts.forEach(handles::assign);
    drafts.forEach(this::resolve);
    findings.throwErrors();
    validate(document, drafts, created);
    Reconciliation reconciliation =
        new Reconciliation(existing, options, references, findings, now);
    List<NodeChange> changes = reconciliation.changes(drafts, created);
    findings.throwErrors();
    List<Finding> warnings = new ArrayList<>(document.warnings());
    warnings.addAll(findings.warnings());
    return new ImportPlan(changes, warnings);
  }

  private List<Draft> drafts(StjDocument document) {
    List<Draft> drafts = new ArrayList<>();
    Map<String, Draft> identified = new HashMap<>();
    for (ObjectNode content : document.nodes()) {
      Draft draft = draft(content, document.places().apply(content));
      if (draft == null) {
        continue;
      }
      drafts.add(draft);
      if (draft.identifier() != null
          && identified.put(NodeIdentifier.normalised(draft.identifier()), draft) != null) {
        error(draft, "identifier", "another node of the document has it, too");
      }
    }
    return drafts;
  }

  private String misplaced(String type) {
    if (catalogue.type(type).isEmpty()) {
      return NodeValidator.unknownType(catalogue, type);
    }
    return catalogue.type(type).get().ofElement()
        ? "found \"" + type + "\", which belongs to an element and is made there"
        : "found \"" + type + "\", which lives inside other nodes only";
  }

  /** Null when nothing more can be said about the node. */
  private Draft draft(ObjectNode content, Place place) {
    String type = Content.text(content, "_type");
    String name = Content.text(content, "name");
    Optional<NodeType> known =
        catalogue.type(type).filter(found -> !found.part() && !found.ofElement());
    if (known.isEmpty()) {
      findings.error(
          place, name == null ? type : type + " \"" + name + "\"", "_type", misplaced(type));
      return null;
    }
    String identifier = identifier(content, place, type, name);
    Node before = before(content, identifier);
    if (before != null && !before.type().equals(type)) {
      findings.error(
          place, identifier, "_type", "found " + type + ", but the node is a " + before.type());
      return null;
    }
    if (type.equals(MonitorFields.TYPE)) {
      MonitorFields.complete(content, before)
          .forEach((field, problem) -> findings.error(place, identifier, field, problem));
    }
    long id = before == null ? newId(identifier) : before.id();
    ids.keep(id);
    return new Draft(content, place, type, identifier, name, before, id);
  }

  private long newId(String identifier) {
    return identifier == null ? ids.anonymous() : ids.identified(identifier);
  }

  private String identifier(ObjectNode content, Place place, String type, String name) {
    String identifier = Content.text(content, "identifier");
    String label = identifier == null && name != null ? type + " \"" + name + "\"" : identifier;
    if (options.namespace() == null) {
      return identifier;
    }
    if (identifier == null || identifier.isBlank()) {
      if (options.strict() || name == null) {
        findings.error(
            place, label, "identifier", "missing, expected one in " + options.namespace());
        return null;
      }
      String derived = NodeIdentifier.of(options.namespace(), type, name);
      content.put("identifier", derived);
      if (!options.declared()) {
        findings.warning(place, label, "identifier", "missing, taken to be " + derived);
      }
      return derived;
    }
    if (!options.declared() && !identifier.startsWith(options.namespace() + ":")) {
      String problem = "found \"" + identifier + "\", expected one in " + options.namespace();
      if (options.strict()) {
        findings.error(place, label, "identifier", problem);
      } else {
        findings.warning(place, label, "identifier", problem);
      }
    }
    return identifier;
  }

  private Node before(ObjectNode content, String identifier) {
    if (identifier != null) {
      return existing.byIdentifier(identifier).orElse(null);
    }
    long id = content.path("id").asLong();
    return id <= 0 ? null : existing.own(id).orElse(null);
  }

  private void resolve(Draft draft) {
    references.walk(draft.content(), (holder, path, value) -> resolve(draft, path, value));
  }

  private JsonNode resolve(Draft draft, String path, JsonNode value) {
    if (value.isTextual() && value.textValue().startsWith("urn:")) {
      String identifier = value.textValue();
      OptionalLong local = handles.byIdentifier(identifier);
      if (local.isPresent()) {
        return LongNode.valueOf(local.getAsLong());
      }
      Optional<Node> node = existing.byIdentifier(identifier);
      if (node.isEmpty()) {
        error(draft, path, "there is no node \"" + identifier + "\"");
        return value;
      }
      return LongNode.valueOf(node.get().id());
    }
    if (!value.isIntegralNumber()
        && !(value.isTextual() && value.textValue().matches("-?[0-9]{1,18}"))) {
      return value;
    }
    long number = value.asLong();
    OptionalLong local = handles.graphId(number);
    if (local.isEmpty() && number < 0) {
      error(draft, path, "found " + number + ", which no node of the document has as its id");
    }
    return LongNode.valueOf(local.orElse(number));
  }

  private void validate(StjDocument document, List<Draft> drafts, List<Node> created) {
    Map<Long, String> pending = new HashMap<>();
    created.forEach(node -> pending.put(node.id(), node.type()));
    NodeValidator validator =
        new NodeValidator(
            catalogue,
            functions.ahead(bodies(drafts)),
            id -> type(pending, id),
            document.places(),
            findings);
    for (Draft draft : drafts) {
      validator.validate(draft.label(), "", draft.content());
      if (draft.type().equals(HandlerDefinition.NODE_TYPE)) {
        HandlerFunctions.problems(draft.content(), reference -> function(drafts, reference))
            .forEach(problem -> error(draft, "function", problem));
      }
    }
  }

  /** A function of event handlers, as it is after the import. */
  private Optional<? extends JsonNode> function(List<Draft> drafts, String reference) {
    Optional<ObjectNode> drafted =
        drafts.stream()
            .filter(draft -> draft.type().equals(HandlerFunctions.FUNCTION))
            .filter(
                draft ->
                    reference.equals(Long.toString(draft.id()))
                        || reference.equals(draft.identifier()))
            .map(Draft::content)
            .findFirst();
    return drafted.isPresent()
        ? drafted
        : HandlerFunctions.find(existing, reference).map(Node::content);
  }

  private List<FunctionChecks.Body> bodies(List<Draft> drafts) {
    List<FunctionChecks.Body> bodies = new ArrayList<>();
    for (Draft draft : drafts) {
      catalogue.type(draft.type()).stream()
          .flatMap(type -> type.fields().values().stream())
          .filter(field -> field.kind() == Field.Kind.GROOVY)
          .map(field -> Content.script(draft.content().path(field.name())))
          .filter(Objects::nonNull)
          .forEach(script -> bodies.add(new FunctionChecks.Body(draft.type(), script)));
    }
    return bodies;
  }

  private Optional<String> type(Map<Long, String> pending, long id) {
    String local = handles.type(id);
    if (local == null) {
      local = pending.get(id);
    }
    return local != null
        ? Optional.of(local)
        : existing
            .byId(id)
            .flatMap(node -> Content.find(node.content(), id))
            .map(found -> Content.text(found, "_type"));
  }

  private void error(Draft draft, String path, String message) {
    findings.error(draft.place(), draft.label(), path, message);
  }
}
