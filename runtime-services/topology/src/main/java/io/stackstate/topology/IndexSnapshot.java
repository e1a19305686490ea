package io.stackstate.topology;

import io.stackstate.model.Json;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Relation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** What {@link TopologyIndex} was after one commit. */
record IndexSnapshot(
    long commit,
    long timeMillis,
    ComponentIndex.Frozen componentIndex,
    RelationIndex.Frozen relationIndex,
    HealthStates healthStates)
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
    return componentIndex.valuesOf(attribute);
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
  public void forEachOutgoing(int component, RelationVisitor visitor) {
    relationIndex.forEachOutgoing(component, visitor);
  }

  @Override
  public void forEachIncoming(int component, RelationVisitor visitor) {
    relationIndex.forEachIncoming(component, visitor);
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
