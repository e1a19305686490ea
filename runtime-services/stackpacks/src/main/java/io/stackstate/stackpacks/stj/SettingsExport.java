package io.stackstate.stackpacks.stj;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.stackpacks.settings.Catalogue;
import io.stackstate.stackpacks.settings.Content;
import io.stackstate.stackpacks.settings.Findings;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.NodeType;
import io.stackstate.stackpacks.settings.SettingsException;
import io.stackstate.stackpacks.settings.SettingsNodes;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes settings as a document that imports to the same (topology sheet, 4.7): nodes of the
 * document refer to each other by negative ids, to others by {@code {{ get "identifier" }}}. Owners
 * and locks are not exported, and neither is what belongs to elements of this topology.
 * Thread-safe.
 */
public final class SettingsExport {
  /** The two forms of a document. */
  public enum Form {
    STJ,
    STY
  }

  private final Catalogue catalogue = Catalogue.get();
  private final References references = new References(catalogue);
  private final SettingsNodes nodes;
  private final InstantSource clock;

  public SettingsExport(SettingsNodes nodes, InstantSource clock) {
    this.nodes = nodes;
    this.clock = clock;
  }

  /**
   * @throws SettingsException when a node or type does not exist, or a reference can not be written
   */
  public String export(ExportRequest request, Form form) throws SettingsException {
    Findings findings = new Findings();
    List<Node> chosen = choose(request, findings);
    findings.throwErrors();
    Map<Long, Long> handles = handles(chosen);
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("_version", StjReader.VERSION);
    document.put("timestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    for (Node node : chosen) {
      document.withArray("/nodes").add(written(node, handles, request, findings));
    }
    document.withArray("/nodes");
    findings.throwErrors();
    return form == Form.STJ ? StjWriter.write(document) : StyWriter.write(document);
  }

  private List<Node> choose(ExportRequest request, Findings findings) {
    for (long id : request.nodesWithIds()) {
      if (nodes.byId(id).isEmpty()) {
        findings.error(null, null, "nodesWithIds", "there is no node with id " + id);
      }
    }
    for (String type : request.allNodesOfTypes()) {
      if (catalogue.type(type).isEmpty()) {
        findings.error(
            null,
            null,
            "allNodesOfTypes",
            io.stackstate.stackpacks.settings.NodeValidator.unknownType(catalogue, type));
      }
    }
    return nodes.all().stream()
        .filter(node -> request.isEverything() || isChosen(node, request))
        .filter(node -> catalogue.type(node.type()).filter(NodeType::ofElement).isEmpty())
        .sorted(Comparator.comparing(Node::type).thenComparing(Node::label))
        .toList();
  }

  private static boolean isChosen(Node node, ExportRequest request) {
    return request.nodesWithIds().contains(node.id())
        || request.allNodesOfTypes().contains(node.type())
        || request.namespace() != null && within(node.identifier(), request.namespace());
  }

  private static boolean within(String identifier, String namespace) {
    return identifier != null
        && (identifier.equals(namespace) || identifier.startsWith(namespace + ":"));
  }

  private static Map<Long, Long> handles(List<Node> chosen) {
    Map<Long, Long> handles = new HashMap<>();
    chosen.forEach(node -> number(node.content(), handles));
    return handles;
  }

  private static void number(JsonNode value, Map<Long, Long> handles) {
    if (Content.isNode(value)) {
      handles.put(value.path("id").asLong(), -1L - handles.size());
    }
    value.forEach(
        child -> {
          if (child.isContainerNode()) {
            number(child, handles);
          }
        });
  }

  private ObjectNode written(
      Node node, Map<Long, Long> handles, ExportRequest request, Findings findings) {
    ObjectNode content = node.content().deepCopy();
    references.walk(
        content, (holder, path, value) -> reference(node, path, value, handles, request, findings));
    renumber(content, handles);
    return content;
  }

  private static void renumber(JsonNode value, Map<Long, Long> handles) {
    if (Content.isNode(value)) {
      ObjectNode node = (ObjectNode) value;
      node.put("id", handles.get(node.path("id").asLong()));
    }
    value.forEach(
        child -> {
          if (child.isContainerNode()) {
            renumber(child, handles);
          }
        });
  }

  private JsonNode reference(
      Node node,
      String path,
      JsonNode value,
      Map<Long, Long> handles,
      ExportRequest request,
      Findings findings) {
    if (!value.isIntegralNumber()) {
      return value;
    }
    Long local = handles.get(value.longValue());
    if (local != null) {
      return LongNode.valueOf(local);
    }
    Optional<Node> target = nodes.byId(value.longValue());
    String identifier = target.map(Node::identifier).orElse(null);
    if (identifier == null) {
      findings.error(
          null,
          node.label(),
          path,
          "refers to "
              + target.map(Node::label).orElse("a node that is gone")
              + ", which has no identifier and is not exported");
      return value;
    }
    if (request.namespace() != null
        && !request.allowReferences().isEmpty()
        && request.allowReferences().stream().noneMatch(allowed -> within(identifier, allowed))) {
      findings.error(
          null,
          node.label(),
          path,
          "refers to "
              + identifier
              + ", expected one in "
              + String.join(" or ", request.allowReferences()));
    }
    return new GetReference(identifier, ownedPath(target.get(), value.longValue())).node();
  }

  /** The path of a nested node inside the one that owns it; null for the owner itself. */
  private static String ownedPath(Node owner, long id) {
    if (owner.id() == id) {
      return null;
    }
    return Content.find(owner.content(), id)
        .map(
            found ->
                "Type="
                    + Content.text(found, "_type")
                    + ";Name="
                    + Optional.ofNullable(Content.text(found, "name")).orElse(""))
        .orElse(null);
  }
}
