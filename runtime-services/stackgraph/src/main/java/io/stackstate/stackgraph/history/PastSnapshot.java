package io.stackstate.stackgraph.history;

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

/** A folded topology, with the commit it shows and the instant that was asked for. */
record PastSnapshot(TopologySnapshot folded, long commit, long timeMillis)
    implements TopologySnapshot {

  @Override
  public int componentCount() {
    return folded.componentCount();
  }

  @Override
  public int relationCount() {
    return folded.relationCount();
  }

  @Override
  public RoaringBitmap components() {
    return folded.components();
  }

  @Override
  public RoaringBitmap components(Attribute attribute, String value) {
    return folded.components(attribute, value);
  }

  @Override
  public List<String> values(Attribute attribute) {
    return folded.values(attribute);
  }

  @Override
  public ValueOrder order(Attribute attribute) {
    return folded.order(attribute);
  }

  @Override
  public int componentOrdinal(long id) {
    return folded.componentOrdinal(id);
  }

  @Override
  public int relationOrdinal(long id) {
    return folded.relationOrdinal(id);
  }

  @Override
  public long componentId(int ordinal) {
    return folded.componentId(ordinal);
  }

  @Override
  public long relationId(int ordinal) {
    return folded.relationId(ordinal);
  }

  @Override
  public Component component(int ordinal) {
    return folded.component(ordinal);
  }

  @Override
  public Relation relation(int ordinal) {
    return folded.relation(ordinal);
  }

  @Override
  public long componentUpdatedMillis(int ordinal) {
    return folded.componentUpdatedMillis(ordinal);
  }

  @Override
  public long relationUpdatedMillis(int ordinal) {
    return folded.relationUpdatedMillis(ordinal);
  }

  @Override
  public HealthState health(long id) {
    return folded.health(id);
  }

  @Override
  public HealthState propagatedHealth(long id) {
    return folded.propagatedHealth(id);
  }

  @Override
  public String propagationError(long id) {
    return folded.propagationError(id);
  }

  @Override
  public List<BoundCheckState> failingChecks(long id) {
    return folded.failingChecks(id);
  }

  @Override
  public List<Problem> problems() {
    return folded.problems();
  }

  @Override
  public Optional<Problem> problem(long id) {
    return folded.problem(id);
  }

  @Override
  public Links links(int component) {
    return folded.links(component);
  }

  @Override
  public void forEachOutgoing(int component, RelationVisitor visitor) {
    folded.forEachOutgoing(component, visitor);
  }

  @Override
  public void forEachIncoming(int component, RelationVisitor visitor) {
    folded.forEachIncoming(component, visitor);
  }
}
