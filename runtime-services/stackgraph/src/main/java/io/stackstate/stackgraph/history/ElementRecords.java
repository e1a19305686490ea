package io.stackstate.stackgraph.history;

import io.stackstate.model.Json;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Relation;
import io.stackstate.stackgraph.ElementState;
import io.stackstate.stackgraph.StackGraphException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** The records of one element at one moment, as they stand in the log. For one thread at a time. */
final class ElementRecords {
  private byte[] component;
  private byte[] relation;
  private byte[] health;

  ElementRecords() {}

  private ElementRecords(ElementRecords other) {
    component = other.component;
    relation = other.relation;
    health = other.health;
  }

  ElementRecords copy() {
    return new ElementRecords(this);
  }

  void apply(Change change) {
    switch (change.key().aspect()) {
      case COMPONENT -> component = change.value();
      case RELATION -> relation = change.value();
      case HEALTH -> health = change.value();
      case PROBLEM -> {
        // Problems are no part of an element.
      }
    }
  }

  /** Whether the records are the same byte for byte, so that there is no need to decode them. */
  boolean sameAs(ElementRecords other) {
    return Arrays.equals(component, other.component)
        && Arrays.equals(relation, other.relation)
        && Arrays.equals(health, other.health);
  }

  /** The global identifiers, when it is a component. */
  boolean hasIdentifier(String identifier) {
    return component != null && Fingerprints.identifiers(component).contains(identifier);
  }

  /** Decodes the element; empty when there is neither a component nor a relation. */
  Optional<ElementState> state() {
    if (component != null) {
      return Optional.of(state(read(component, Component.class)));
    }
    return relation == null ? Optional.empty() : Optional.of(state(read(relation, Relation.class)));
  }

  /**
   * As {@link #state}, but spares decoding a component or relation that is what it was: most
   * changes are of the health alone.
   *
   * @param old the state of {@code before}
   */
  Optional<ElementState> stateAfter(ElementRecords before, Optional<ElementState> old) {
    if (Arrays.equals(component, before.component) && Arrays.equals(relation, before.relation)) {
      return old.map(
          state ->
              state instanceof ElementState.OfComponent c
                  ? state(c.component())
                  : state(((ElementState.OfRelation) state).relation()));
    }
    return state();
  }

  private ElementState state(Component decoded) {
    Health reported = reported();
    return new ElementState.OfComponent(decoded, reported.own(), reported.propagated());
  }

  private ElementState state(Relation decoded) {
    Health reported = reported();
    return new ElementState.OfRelation(decoded, reported.own(), reported.propagated());
  }

  private Health reported() {
    return health == null
        ? new Health(0, HealthState.UNKNOWN, HealthState.UNKNOWN)
        : read(health, Health.class);
  }

  private static <T> T read(byte[] record, Class<T> type) {
    try {
      return Json.mapper().readValue(record, type);
    } catch (IOException e) {
      throw new StackGraphException("the history holds a record that cannot be read", e);
    }
  }
}
