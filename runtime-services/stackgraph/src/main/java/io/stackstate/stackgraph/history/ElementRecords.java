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
    if (component == null && relation == null) {
      return Optional.empty();
    }
    Health reported = health == null ? null : read(health, Health.class);
    HealthState own = reported == null ? HealthState.UNKNOWN : reported.own();
    HealthState propagated = reported == null ? HealthState.UNKNOWN : reported.propagated();
    return Optional.of(
        component != null
            ? new ElementState.OfComponent(read(component, Component.class), own, propagated)
            : new ElementState.OfRelation(read(relation, Relation.class), own, propagated));
  }

  private static <T> T read(byte[] record, Class<T> type) {
    try {
      return Json.mapper().readValue(record, type);
    } catch (IOException e) {
      throw new StackGraphException("the history holds a record that cannot be read", e);
    }
  }
}
