package io.stackstate.stackpacks.stj;

import io.stackstate.functions.template.NodeIdentifier;
import io.stackstate.functions.template.NodeResolver;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Resolves for the templates of one import. What they create is remembered and becomes part of the
 * import's transaction, so that an import that fails creates nothing. Used by one thread.
 */
final class PendingNodes implements NodeResolver {
  private final StoredNodes stored;
  private final NodeIds ids;
  private final long now;
  private final Map<String, Node> created = new LinkedHashMap<>();

  /** Ids of those by type and name. */
  private final Map<List<String>, Long> names = new HashMap<>();

  PendingNodes(SettingsNodes nodes, long now) {
    this.stored = new StoredNodes(nodes);
    this.ids = new NodeIds(nodes);
    this.now = now;
  }

  List<Node> created() {
    return new ArrayList<>(created.values());
  }

  @Override
  public OptionalLong byIdentifier(String identifier) {
    Node node = created.get(NodeIdentifier.normalised(identifier));
    return node == null ? stored.byIdentifier(identifier) : OptionalLong.of(node.id());
  }

  @Override
  public OptionalLong ownedBy(String identifier, String type, String name) {
    return stored.ownedBy(identifier, type, name);
  }

  @Override
  public OptionalLong byTypeAndName(String type, String name) {
    OptionalLong known = stored.byTypeAndName(type, name);
    Long id = names.get(List.of(type, name));
    return known.isPresent() || id == null ? known : OptionalLong.of(id);
  }

  @Override
  public long getOrCreate(String type, String name, String identifier) {
    OptionalLong known = byIdentifier(identifier);
    if (known.isPresent()) {
      return known.getAsLong();
    }
    long id = ids.identified(identifier);
    Node node = stored.automatic(type, name, identifier, id, created.size(), now);
    created.put(NodeIdentifier.normalised(identifier), node);
    names.putIfAbsent(List.of(type, name), id);
    return id;
  }
}
