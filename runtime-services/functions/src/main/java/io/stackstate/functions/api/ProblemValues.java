package io.stackstate.functions.api;

import io.stackstate.model.change.Problem;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Problems as scripts see them: maps, each the script's own (health sheet, section 7.5; query
 * sheet, section 6.7). What is said of the root cause stands at the problem, too, because scripts
 * read it at either place.
 */
final class ProblemValues {
  private final TopologySnapshot snapshot;
  private final Long viewId;

  /**
   * @param viewId null without a view
   */
  ProblemValues(TopologySnapshot snapshot, Long viewId) {
    this.snapshot = snapshot;
    this.viewId = viewId;
  }

  Map<String, Object> problem(Problem problem) {
    Map<String, Object> root = cause(problem.rootCause());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("problemId", problem.id());
    fields.put("viewId", viewId);
    fields.put("rootCause", root);
    List<Object> contributing = new ArrayList<>();
    problem.contributing().forEach(cause -> contributing.add(cause(cause)));
    fields.put("contributingProblems", contributing);
    root.forEach(fields::putIfAbsent);
    return fields;
  }

  private Map<String, Object> cause(Problem.Cause cause) {
    long id = cause.elementId();
    int component = snapshot.componentOrdinal(id);
    int relation = component < 0 ? snapshot.relationOrdinal(id) : -1;
    String name = null;
    String type = null;
    if (component >= 0) {
      name = snapshot.component(component).name();
      type = snapshot.component(component).type();
    } else if (relation >= 0) {
      name = snapshot.relation(relation).name();
      type = snapshot.relation(relation).type();
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("causeId", id);
    fields.put("causeName", name);
    fields.put("causeType", type);
    fields.put("failingCheckNames", new ArrayList<>(cause.failingChecks()));
    fields.put("healthState", cause.health().name());
    fields.put("propagatedHealthState", snapshot.propagatedHealth(id).name());
    return fields;
  }
}
