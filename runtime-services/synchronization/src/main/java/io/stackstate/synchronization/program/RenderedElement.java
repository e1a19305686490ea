package io.stackstate.synchronization.program;

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
  final Set<String> environments = new LinkedHashSet<>(2);
  final Set<String> labels = new LinkedHashSet<>();
  String description;
  String version;
  String properties;
  DependencyDirection direction = DependencyDirection.ONE_WAY;
  Long source;
  Long target;

  /** Parts that no service executes. */
  List<String> unexecuted = List.of();

  void hasUnexecuted(String part) {
    if (unexecuted.isEmpty()) {
      unexecuted = new ArrayList<>(2);
    }
    unexecuted.add(part);
  }
}
