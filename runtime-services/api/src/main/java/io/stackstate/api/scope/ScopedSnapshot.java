package io.stackstate.api.scope;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import io.stackstate.model.change.Relation;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.Links;
import io.stackstate.topology.TopologySnapshot;
import io.stackstate.topology.ValueOrder;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/**
 * A snapshot as somebody with scopes sees it (query sheet, section 3.2): no look-up finds a
 * component out of scope or a relation with such an end, no value or count tells of one, and the
 * data of neither can be read. Only walking from a component to its neighbours passes through them,
 * so that what is reached may be shown as a placeholder. Immutable, as the snapshot is.
 */
public final class ScopedSnapshot implements TopologySnapshot {
  private final TopologySnapshot whole;
  private final RoaringBitmap visible;

  /**
   * @param visible the ordinals of the components in scope; must not be modified afterwards
   */
  ScopedSnapshot(TopologySnapshot whole, RoaringBitmap visible) {
    this.whole = whole;
    this.visible = visible;
  }

  @Override
  public long commit() {
    return whole.commit();
  }

  @Override
  public long timeMillis() {
    return whole.timeMillis();
  }

  @Override
  public int componentCount() {
    return visible.getCardinality();
  }

  /** Those with both ends in scope; goes through all of them. */
  @Override
  public int relationCount() {
    int[] count = new int[1];
    visible.forEach(
        (int component) ->
            whole.forEachOutgoing(
                component, (r, neighbour, d) -> count[0] += visible.contains(neighbour) ? 1 : 0));
    return count[0];
  }

  @Override
  public RoaringBitmap components() {
    return visible;
  }

  @Override
  public RoaringBitmap components(Attribute attribute, String value) {
    return RoaringBitmap.and(whole.components(attribute, value), visible);
  }

  @Override
  public List<String> values(Attribute attribute) {
    return order(attribute).values();
  }

  @Override
  public ValueOrder order(Attribute attribute) {
    return new ScopedValues(whole, attribute, visible);
  }

  @Override
  public int componentOrdinal(long id) {
    int ordinal = whole.componentOrdinal(id);
    return ordinal >= 0 && visible.contains(ordinal) ? ordinal : -1;
  }

  @Override
  public int relationOrdinal(long id) {
    int ordinal = whole.relationOrdinal(id);
    return ordinal >= 0 && isInScope(whole.relation(ordinal)) ? ordinal : -1;
  }

  @Override
  public long componentId(int ordinal) {
    return whole.componentId(ordinal);
  }

  @Override
  public long relationId(int ordinal) {
    return whole.relationId(ordinal);
  }

  /**
   * @throws IllegalStateException when it is out of scope
   */
  @Override
  public Component component(int ordinal) {
    if (!visible.contains(ordinal)) {
      throw new IllegalStateException("a component out of scope was to be read");
    }
    return whole.component(ordinal);
  }

  /**
   * @throws IllegalStateException when one of its ends is out of scope
   */
  @Override
  public Relation relation(int ordinal) {
    Relation relation = whole.relation(ordinal);
    if (!isInScope(relation)) {
      throw new IllegalStateException("a relation out of scope was to be read");
    }
    return relation;
  }

  @Override
  public long componentUpdatedMillis(int ordinal) {
    return whole.componentUpdatedMillis(ordinal);
  }

  @Override
  public long relationUpdatedMillis(int ordinal) {
    return whole.relationUpdatedMillis(ordinal);
  }

  /** For elements that were found here. */
  @Override
  public HealthState health(long id) {
    return whole.health(id);
  }

  @Override
  public HealthState propagatedHealth(long id) {
    return whole.propagatedHealth(id);
  }

  @Override
  public String propagationError(long id) {
    return whole.propagationError(id);
  }

  /** Of elements in scope only: what checks say of the others is nobody's business here. */
  @Override
  public List<BoundCheckState> failingChecks(long id) {
    List<BoundCheckState> checks = whole.failingChecks(id);
    return checks.isEmpty() || isVisible(id) ? checks : List.of();
  }

  /**
   * Those with a member in scope, without the members that are not; of a root cause out of scope
   * its states are told, but not what is wrong with it.
   */
  @Override
  public List<Problem> problems() {
    return whole.problems().stream().flatMap(problem -> visible(problem).stream()).toList();
  }

  @Override
  public Optional<Problem> problem(long id) {
    return whole.problem(id).flatMap(this::visible);
  }

  private Optional<Problem> visible(Problem problem) {
    Problem.Cause root = problem.rootCause();
    List<Problem.Cause> contributing =
        problem.contributing().stream().filter(cause -> isVisible(cause.elementId())).toList();
    boolean rootVisible = isVisible(root.elementId());
    if (!rootVisible && contributing.isEmpty()) {
      return Optional.empty();
    }
    Problem.Cause shown =
        rootVisible
            ? root
            : new Problem.Cause(
                root.elementId(), root.health(), root.changedAt(), root.unhealthyAt(), List.of());
    return Optional.of(
        new Problem(
            problem.id(),
            shown,
            contributing,
            contributing.size(),
            problem.fingerprint(),
            problem.createdAt(),
            problem.updatedAt(),
            problem.firstUnhealthyAt(),
            problem.lastChangeAt()));
  }

  private boolean isVisible(long element) {
    return componentOrdinal(element) >= 0 || relationOrdinal(element) >= 0;
  }

  /** Neighbours out of scope included. */
  @Override
  public Links links(int component) {
    return whole.links(component);
  }

  /** Neighbours out of scope included. */
  @Override
  public void forEachOutgoing(int component, RelationVisitor visitor) {
    whole.forEachOutgoing(component, visitor);
  }

  /** Neighbours out of scope included. */
  @Override
  public void forEachIncoming(int component, RelationVisitor visitor) {
    whole.forEachIncoming(component, visitor);
  }

  private boolean isInScope(Relation relation) {
    return componentOrdinal(relation.source()) >= 0 && componentOrdinal(relation.target()) >= 0;
  }
}
