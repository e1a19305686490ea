package io.stackstate.stackpacks.stj;

import io.stackstate.functions.template.NodeIdentifier;
import io.stackstate.model.ElementId;
import io.stackstate.stackpacks.settings.SettingsNodes;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Gives new nodes their ids: from the identifier, so that whoever creates the same node gets the
 * same id, and from the owner's id and the place for nested ones. Used by one thread.
 */
final class NodeIds {
  private static final String SPACE = "settings";

  private final SettingsNodes existing;
  private final Set<Long> given = new HashSet<>();

  NodeIds(SettingsNodes existing) {
    this.existing = existing;
  }

  long identified(String identifier) {
    return free(SPACE, NodeIdentifier.normalised(identifier));
  }

  long anonymous() {
    return free(SPACE, UUID.randomUUID().toString());
  }

  long nested(long owner, String path) {
    return free(SPACE, Long.toString(owner), path);
  }

  /** Marks an id as taken by a node that keeps it; false when it was taken in this import. */
  boolean keep(long id) {
    return given.add(id);
  }

  private long free(String... identity) {
    for (int attempt = 0; ; attempt++) {
      long id = ElementId.of(attempt, identity);
      if (!given.contains(id) && existing.byId(id).isEmpty()) {
        given.add(id);
        return id;
      }
    }
  }
}
