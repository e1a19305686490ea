package io.stackstate.stackpacks.stj;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.stackpacks.settings.ChangeSet;
import io.stackstate.stackpacks.settings.Content;
import io.stackstate.stackpacks.settings.Finding;
import io.stackstate.stackpacks.settings.FunctionChecks;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsException;
import io.stackstate.stackpacks.settings.SettingsNodes;
import io.stackstate.stackpacks.stj.NodeChange.Kind;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Imports documents of settings: each in one transaction, or not at all. Thread-safe; imports run
 * one after the other.
 */
public final class SettingsImport {
  private final SettingsNodes nodes;
  private final FunctionChecks functions;
  private final InstantSource clock;
  private final ReentrantLock writer;

  public SettingsImport(SettingsNodes nodes, FunctionChecks functions, InstantSource clock) {
    this(nodes, functions, clock, new ReentrantLock());
  }

  /**
   * @param writer held while something is planned and stored; shared by all who write the settings
   */
  public SettingsImport(
      SettingsNodes nodes, FunctionChecks functions, InstantSource clock, ReentrantLock writer) {
    this.nodes = nodes;
    this.functions = functions;
    this.clock = clock;
    this.writer = writer;
  }

  /**
   * What an import would change; nothing is.
   *
   * @throws SettingsException when the import would fail; it lists all errors that were found
   */
  public ImportPlan dryRun(StjSource source, ImportOptions options) throws SettingsException {
    writer.lock();
    try {
      long now = clock.millis();
      PendingNodes pending = new PendingNodes(nodes, now);
      StjDocument document = StjReader.read(source, pending);
      return new ImportPlanner(functions, nodes, options, now).plan(document, pending.created());
    } finally {
      writer.unlock();
    }
  }

  /**
   * Imports the document; a document that changes nothing writes nothing.
   *
   * @throws SettingsException when something is wrong with it; nothing was changed then
   */
  public ImportPlan apply(StjSource source, ImportOptions options) throws SettingsException {
    writer.lock();
    try {
      ImportPlan plan = dryRun(source, options);
      commit(plan.changeSet());
      return plan;
    } finally {
      writer.unlock();
    }
  }

  /** Deletes what imports with these options brought, unlocked nodes included. */
  public ImportPlan deleteAll(ImportOptions options) {
    writer.lock();
    try {
      Objects.requireNonNull(options.namespace(), "namespace");
      List<NodeChange> changes =
          nodes.all().stream()
              .filter(node -> Reconciliation.inScope(node, options))
              .map(node -> new NodeChange(Kind.DELETED, node, null, List.of()))
              .toList();
      ImportPlan plan = new ImportPlan(changes, List.<Finding>of());
      commit(plan.changeSet());
      return plan;
    } finally {
      writer.unlock();
    }
  }

  /**
   * Lets users change a node that a StackPack brought.
   *
   * @throws SettingsException when there is no such node
   */
  public Node unlock(long id) throws SettingsException {
    writer.lock();
    try {
      Node node = require(id);
      Node unlocked = node.withLocked(false);
      if (node.locked()) {
        commit(new ChangeSet(List.of(unlocked), List.of()));
      }
      return unlocked;
    } finally {
      writer.unlock();
    }
  }

  /**
   * Makes a user's copy of a node, under another name and without an identifier.
   *
   * @throws SettingsException when there is no such node, or the copy is not valid
   */
  public Node copy(long id, String name) throws SettingsException {
    writer.lock();
    try {
      Node node = require(id);
      ObjectNode content = new LocalCopy(node).content();
      content.remove("identifier");
      content.put("name", name);
      StjDocument document = new StjDocument(List.of(content), object -> null, List.of());
      ImportPlan plan =
          new ImportPlanner(functions, nodes, ImportOptions.plain(), clock.millis())
              .plan(document, List.of());
      commit(plan.changeSet());
      return plan.nodes().get(0);
    } finally {
      writer.unlock();
    }
  }

  /**
   * Sets fields of a node, which the caller has checked; all else of it stays as it is.
   *
   * @param free fields that may change even while the node is locked
   * @throws SettingsException when there is no such node, it is locked, or another node has the
   *     identifier
   */
  public Node revise(long id, ObjectNode fields, Set<String> free) throws SettingsException {
    writer.lock();
    try {
      Node node = require(id);
      ObjectNode content = node.content().deepCopy();
      content.setAll(fields);
      if (content.equals(node.content())) {
        return node;
      }
      Node revised = revised(node, content);
      requireUnlocked(node, fields, free);
      requireUnique(revised);
      commit(new ChangeSet(List.of(revised), List.of()));
      return revised;
    } finally {
      writer.unlock();
    }
  }

  private Node revised(Node node, ObjectNode content) {
    return new Node(
        node.id(),
        node.type(),
        Content.text(content, "identifier"),
        Content.text(content, "name"),
        node.ownedBy(),
        node.namespace(),
        node.locked(),
        content,
        clock.millis());
  }

  private static void requireUnlocked(Node node, ObjectNode fields, Set<String> free)
      throws SettingsException {
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      boolean same = field.getValue().equals(node.content().get(field.getKey()));
      if (node.locked() && !same && !free.contains(field.getKey())) {
        throw new SettingsException(
            "%s: is locked by %s; unlock it to change %s"
                .formatted(node.label(), node.ownedBy(), field.getKey()));
      }
    }
  }

  private void requireUnique(Node node) throws SettingsException {
    boolean taken =
        node.identifier() != null
            && nodes
                .byIdentifier(node.identifier())
                .filter(other -> other.id() != node.id())
                .isPresent();
    if (taken) {
      throw new SettingsException("identifier: " + node.identifier() + " belongs to another node");
    }
  }

  /**
   * Deletes one node of a user's, or an unlocked one.
   *
   * @throws SettingsException when there is none, or when it is locked
   */
  public void delete(long id) throws SettingsException {
    writer.lock();
    try {
      Node node = require(id);
      if (node.locked()) {
        throw new SettingsException(
            node.label() + ": is locked by " + node.ownedBy() + "; unlock it to delete it");
      }
      commit(new ChangeSet(List.of(), List.of(id)));
    } finally {
      writer.unlock();
    }
  }

  /** The node itself, not one that owns it. */
  private Node require(long id) throws SettingsException {
    return nodes.own(id).orElseThrow(() -> new SettingsException("there is no node with id " + id));
  }

  private void commit(ChangeSet changes) {
    if (!changes.isEmpty()) {
      nodes.commit(changes);
    }
  }
}
