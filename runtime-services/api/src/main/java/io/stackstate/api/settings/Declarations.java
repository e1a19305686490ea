package io.stackstate.api.settings;

import io.stackstate.stackgraph.SettingsStore;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsException;
import io.stackstate.stackpacks.settings.SettingsNodes;
import io.stackstate.stackpacks.stj.ImportOptions;
import io.stackstate.stackpacks.stj.ImportPlan;
import io.stackstate.stackpacks.stj.SettingsImport;
import io.stackstate.stackpacks.stj.StjSource;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Settings that somebody declares as a whole: a document stands for an owner, its nodes are that
 * owner's, and those that it no longer has are deleted. Thread-safe. The nodes are stored before
 * the record of them; after a crash in between, declaring the same again completes it.
 */
public final class Declarations {
  private final SettingsStore store;
  private final SettingsNodes settings;
  private final SettingsImport imports;
  private final InstantSource clock;

  public Declarations(
      SettingsStore store, SettingsNodes settings, SettingsImport imports, InstantSource clock) {
    this.store = store;
    this.settings = settings;
    this.imports = imports;
    this.clock = clock;
  }

  /**
   * @param revision by which who declares recognises what was applied
   * @param adopt whether nodes that exist already and belong to nobody become the owner's
   */
  record Request(String owner, StjSource source, String revision, boolean adopt) {
    ImportOptions options() {
      return ImportOptions.declared(owner, adopt);
    }
  }

  /**
   * @param ids of the nodes that there are now
   * @param drifted whether somebody else changed one
   */
  record View(String owner, String revision, List<Long> ids, boolean drifted) {}

  /** A declaration and what its last application changed. */
  record Applied(View view, ImportPlan plan) {}

  Optional<View> find(String owner) {
    return store
        .get(Declaration.id(owner))
        .filter(node -> node.type().equals(Declaration.TYPE))
        .map(Declaration::read)
        .map(this::view);
  }

  /** What declaring it would change. */
  ImportPlan plan(Request request) throws SettingsException {
    return imports.dryRun(request.source(), request.options());
  }

  /**
   * Makes the owner's nodes what the document says.
   *
   * @throws SettingsException when something is wrong with it; nothing was changed then
   */
  synchronized Applied apply(Request request) throws SettingsException {
    ImportPlan plan = imports.apply(request.source(), request.options());
    Map<Long, Long> nodes =
        settings.all().stream()
            .filter(node -> request.owner().equals(node.ownedBy()))
            .collect(Collectors.toMap(Node::id, Node::lastUpdateMillis));
    Declaration declaration = new Declaration(request.owner(), request.revision(), nodes);
    store.put(declaration.write(clock.millis()));
    return new Applied(view(declaration), plan);
  }

  /** Deletes the owner's nodes; false when nothing was declared. */
  synchronized boolean delete(String owner) {
    if (find(owner).isEmpty()) {
      return false;
    }
    imports.deleteAll(ImportOptions.declared(owner, false));
    store.delete(Declaration.id(owner));
    return true;
  }

  private View view(Declaration declaration) {
    List<Long> present =
        declaration.nodes().keySet().stream()
            .filter(id -> settings.own(id).isPresent())
            .sorted()
            .toList();
    return new View(
        declaration.owner(), declaration.revision(), present, declaration.drifted(settings::byId));
  }
}
