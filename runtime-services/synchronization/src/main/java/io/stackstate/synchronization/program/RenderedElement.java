package io.stackstate.synchronization.program;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.model.change.DependencyDirection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One element of a template's answer while it is read: names instead of node ids. Fields that are
 * absent are null or empty.
 */
final class RenderedElement {
  String kind;
  String name;
  String type;
  String layer;
  String domain;
  private Set<String> environments = Set.of();
  private Set<String> labels = Set.of();
  String description;
  String version;
  String properties;
  DependencyDirection direction = DependencyDirection.ONE_WAY;
  Long source;
  Long target;
  List<ObjectNode> streams = List.of();
  List<ObjectNode> checks = List.of();
  String propagation;

  void addEnvironment(String name) {
    environments = environments.isEmpty() ? new LinkedHashSet<>(2) : environments;
    environments.add(name);
  }

  void addLabel(String name) {
    labels = labels.isEmpty() ? new LinkedHashSet<>() : labels;
    labels.add(name);
  }

  /** In order, each once. */
  List<String> environments() {
    return new ArrayList<>(environments);
  }

  /** In order, each once. */
  List<String> labels() {
    return new ArrayList<>(labels);
  }

  boolean hasEnvironments() {
    return !environments.isEmpty();
  }

  /** Parts that no service executes yet: the propagation of relations. */
  List<String> unexecuted() {
    boolean lost = propagation != null && kind != null && kind.trim().equals("Relation");
    return lost ? List.of("propagation") : List.of();
  }
}
