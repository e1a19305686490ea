package io.stackstate.topology;

import io.stackstate.model.Json;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import io.stackstate.model.change.Relation;
import io.stackstate.model.health.BoundCheckState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/** What {@link TopologyIndex} was after one commit. */
record IndexSnapshot(
    long commit,
    long timeMillis,
    ComponentIndex.Frozen componentIndex,
    RelationIndex.Frozen relationIndex,
    HealthStates healthStates,
    ProblemRecords problemRecords)
    implements TopologySnapshot {

  @Override
  public int componentCount() {
    return componentIndex.elements().count();
  }

  @Override
  public int relationCount() {
    return relationIndex.elements().count();
  }

  @Override
  public RoaringBitmap components() {
    return componentIndex.all();
  }

  @Override
  public RoaringBitmap components(Attribute attribute, String value) {
    return componentIndex.with(attribute, value);
  }

  @Override
  public List<String> values(Attribute attribute) {
    return order(attribute).values();
  }

  @Override
  public ValueOrder order(Attribute attribute) {
    return componentIndex.order(attribute);
  }

  @Override
  public int componentOrdinal(long id) {
    return componentIndex.elements().ordinal(id);
  }

  @Override
  public int relationOrdinal(long id) {
    return relationIndex.elements().ordinal(id);
  }

  @Override
  public long componentId(int ordinal) {
    return componentIndex.elements().id(ordinal);
  }

  @Override
  public long[] componentIds(RoaringBitmap components) {
    return componentIndex.elements().ids(components.toArray());
  }

  @Override
  public long relationId(int ordinal) {
    return relationIndex.elements().id(ordinal);
  }

  @Override
  public Component component(int ordinal) {
    return decode(componentIndex.elements().record(ordinal), Component.class);
  }

  @Override
  public Relation relation(int ordinal) {
    return decode(relationIndex.elements().record(ordinal), Relation.class);
  }

  @Override
  public long componentUpdatedMillis(int ordinal) {
    return componentIndex.elements().updated(ordinal);
  }

  @Override
  public long relationUpdatedMillis(int ordinal) {
    return relationIndex.elements().updated(ordinal);
  }

  @Override
  public HealthState health(long id) {
    return isThere(id) ? healthStates.own(id) : HealthState.UNKNOWN;
  }

  @Override
  public HealthState propagatedHealth(long id) {
    return isThere(id) ? healthStates.propagated(id) : HealthState.UNKNOWN;
  }

  @Override
  public String propagationError(long id) {
    return isThere(id) ? healthStates.propagationError(id) : null;
  }

  @Override
  public List<BoundCheckState> failingChecks(long id) {
    return isThere(id) ? healthStates.failingChecks(id) : List.of();
  }

  @Override
  public List<Problem> problems() {
    return problemRecords.all();
  }

  @Override
  public Optional<Problem> problem(long id) {
    return problemRecords.get(id);
  }

  @Override
  public Links links(int component) {
    return relationIndex.adjacency().of(component);
  }

  @Override
  public void forEachOutgoing(int component, RelationVisitor visitor) {
    visit(component, true, visitor);
  }

  @Override
  public void forEachIncoming(int component, RelationVisitor visitor) {
    visit(component, false, visitor);
  }

  private void visit(int component, boolean outgoing, RelationVisitor visitor) {
    Links links = links(component);
    for (int i = 0; i < links.size(); i++) {
      int kind = links.kind(i);
      if (Links.isOutgoing(kind) == outgoing) {
        visitor.visit(links.relation(i), links.neighbour(i), Links.direction(kind));
      }
    }
  }

  private boolean isThere(long id) {
    return componentOrdinal(id) >= 0 || relationOrdinal(id) >= 0;
  }

  private static <T> T decode(byte[] record, Class<T> type) {
    try {
      return Json.mapper().readValue(record, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
