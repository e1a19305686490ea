package io.stackstate.api.cause;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.model.ElementId;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Problem;
import io.stackstate.model.change.Problem.Cause;
import io.stackstate.model.change.Relation;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.util.List;

/**
 * Writes problems as JSON (query sheet, section 4.1): the root cause with what contributes to it.
 * Types of elements are names.
 */
public final class ProblemWriter {
  /** In lists people see the first few; {@code contributingCount} says how many there are. */
  private static final int CONTRIBUTING_IN_LISTS = 20;

  private final JsonGenerator out;
  private final TopologySnapshot snapshot;

  private ProblemWriter(JsonGenerator out, TopologySnapshot snapshot) {
    this.out = out;
    this.snapshot = snapshot;
  }

  /** Writes an array of problems, each with the first of its contributing causes. */
  public static void writeList(JsonGenerator out, TopologySnapshot snapshot, List<Problem> problems)
      throws IOException {
    out.writeStartArray();
    for (Problem problem : problems) {
      new ProblemWriter(out, snapshot).write(problem, CONTRIBUTING_IN_LISTS);
    }
    out.writeEndArray();
  }

  /** Writes a problem with all contributing causes that its record lists. */
  public static void write(JsonGenerator out, TopologySnapshot snapshot, Problem problem)
      throws IOException {
    new ProblemWriter(out, snapshot).write(problem, Integer.MAX_VALUE);
  }

  private void write(Problem problem, int most) throws IOException {
    ProblemWindow window = ProblemWindow.of(problem);
    out.writeStartObject();
    writeCause("Root", problem.rootCause(), problem);
    out.writeNumberField("createdTimestamp", problem.createdAt());
    out.writeNumberField("startTimestamp", window.from());
    out.writeNumberField("endTimestamp", window.to());
    out.writeNumberField("contributingCount", problem.contributingCount());
    out.writeArrayFieldStart("contributingProblems");
    for (Cause cause : problem.contributing().subList(0, shown(problem, most))) {
      out.writeStartObject();
      writeCause("Contributing", cause, problem);
      writeFailingCheck(cause);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static int shown(Problem problem, int most) {
    return Math.min(most, problem.contributing().size());
  }

  private void writeCause(String role, Cause cause, Problem problem) throws IOException {
    long id = cause.elementId();
    int component = snapshot.componentOrdinal(id);
    int relation = component < 0 ? snapshot.relationOrdinal(id) : -1;
    String kind = component >= 0 ? "Component" : relation >= 0 ? "Relation" : "";
    out.writeStringField(
        "_type", kind.isEmpty() ? "Restricted" + role + "Problem" : role + kind + "Problem");
    out.writeNumberField("problemId", problem.id());
    out.writeNumberField("nodeId", id);
    out.writeNumberField(
        "lastUpdateTimestamp", role.equals("Root") ? problem.updatedAt() : cause.changedAt());
    out.writeStringField("healthState", cause.health().name());
    out.writeStringField("propagatedHealthState", snapshot.propagatedHealth(id).name());
    out.writeNumberField("healthStateTimestamp", cause.changedAt());
    out.writeNumberField("unhealthySince", cause.unhealthyAt());
    out.writeArrayFieldStart("failingCheckNames");
    for (String name : cause.failingChecks()) {
      out.writeString(name);
    }
    out.writeEndArray();
    if (component >= 0) {
      writeComponent(snapshot.component(component));
    } else if (relation >= 0) {
      writeRelation(snapshot.relation(relation));
    }
  }

  private void writeComponent(Component component) throws IOException {
    out.writeStringField("componentName", component.name());
    out.writeStringField("componentType", component.type());
    out.writeArrayFieldStart("identifiers");
    for (String identifier : component.identifiers()) {
      out.writeString(identifier);
    }
    out.writeEndArray();
  }

  private void writeRelation(Relation relation) throws IOException {
    if (relation.name() != null) {
      out.writeStringField("relationName", relation.name());
    }
    out.writeStringField("relationType", relation.type());
    out.writeStringField("dependencyDirection", relation.dependencyDirection().name());
    out.writeNumberField("source", relation.source());
    out.writeNumberField("target", relation.target());
  }

  /** The first of them, in the shape of a check of a view. */
  private void writeFailingCheck(Cause cause) throws IOException {
    if (cause.failingChecks().isEmpty()) {
      return;
    }
    String name = cause.failingChecks().get(0);
    out.writeObjectFieldStart("failingCheck");
    out.writeStringField("_type", "ViewCheck");
    out.writeNumberField(
        "id", ElementId.of("failing check", Long.toString(cause.elementId()), name));
    out.writeNumberField("lastUpdateTimestamp", cause.changedAt());
    out.writeStringField("name", name);
    out.writeObjectFieldStart("state");
    out.writeStringField("_type", "ViewCheckState");
    out.writeStringField("state", cause.health().name());
    out.writeNumberField("lastUpdateTimestamp", cause.changedAt());
    out.writeEndObject();
    out.writeEndObject();
  }
}
