package io.stackstate.health.element;

import io.stackstate.health.Topology;
import io.stackstate.health.outcome.Outcome;
import io.stackstate.health.outcome.Outcome.Told;
import io.stackstate.health.stream.StateKey;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.model.health.CheckDetails;
import io.stackstate.model.health.CheckState;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A topology with check states, and the log that their health is written to. */
public final class Elements {
  public final Topology topology = new Topology();
  private final Map<StateKey, CheckState> states = new HashMap<>();
  private final Map<Long, byte[]> log = new HashMap<>();
  private final List<Long> writes = new ArrayList<>();
  private final List<TopologyEvent> events = new ArrayList<>();
  private long clock = 1;
  private final RuleBook rules;
  private final OwnHealth severity;
  private ElementHealth health;
  private TopologySnapshot seen = topology.snapshot();

  public Elements() {
    this(RuleBook.NONE);
  }

  public Elements(RuleBook rules) {
    this(rules, OwnHealth.DEFAULT);
  }

  Elements(RuleBook rules, OwnHealth severity) {
    this.rules = rules;
    this.severity = severity;
    this.health = new ElementHealth(rules, severity);
  }

  /** The definitions of functions have changed. */
  public Elements functionsChanged(Long... functions) {
    health.functionsChanged(Set.of(functions));
    return this;
  }

  /** Sets or, with null, removes a check state. */
  public Elements state(String id, String identifier, HealthState state) {
    return put(
        id, state == null ? null : new CheckState(id, "check " + id, state, identifier, null, 5));
  }

  /** Sets a check state with a title and a message. */
  public Elements titled(
      String id, String identifier, HealthState state, String title, String message) {
    return put(id, new CheckState(id, title, state, identifier, message, 5));
  }

  private Elements put(String id, CheckState after) {
    StateKey key = new StateKey("urn:health:a:b", "", id);
    CheckState before = after == null ? states.remove(key) : states.put(key, after);
    health.changed(key, before, after);
    return this;
  }

  /** What a check that came with an element says besides a state. */
  public Elements running(long element, long check, String runState) {
    health.checked(
        element,
        new BoundCheckState(
            check,
            "urn:checks",
            "runs",
            HealthState.UNKNOWN,
            null,
            5,
            null,
            null,
            new CheckDetails(null, List.of(), null, runState)));
    return this;
  }

  public void round() {
    TopologySnapshot now = topology.snapshot();
    Outcome outcome = new Outcome();
    health.next(seen, now, topology.takeChanged(), clock++, outcome);
    write(outcome);
    seen = now;
  }

  /** Forgets everything but the log, the topology and the states. */
  public void restart() {
    health = new ElementHealth(rules, severity);
    topology.records().forEach(health::restore);
    log.forEach(
        (id, record) -> health.restore(new Change(new ChangeKey(Aspect.HEALTH, id), record)));
    states.forEach((key, state) -> health.changed(key, null, state));
    topology.takeChanged();
    seen = topology.snapshot();
    Outcome outcome = new Outcome();
    health.first(seen, clock++, outcome);
    write(outcome);
  }

  private void write(Outcome outcome) {
    writes.clear();
    events.clear();
    for (Told told : outcome.changes()) {
      events.addAll(told.events());
      Change change = told.change();
      writes.add(change.key().id());
      if (change.isDelete()) {
        log.remove(change.key().id());
      } else {
        log.put(change.key().id(), change.value());
      }
    }
  }

  /** The ids that the last round wrote. */
  public List<Long> writes() {
    return writes;
  }

  /** The events that the last round raised. */
  public List<TopologyEvent> events() {
    return events;
  }

  /** What the log says of an element; null for nothing. */
  public Health log(long id) {
    try {
      return log.containsKey(id) ? Json.mapper().readValue(log.get(id), Health.class) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public HealthState own(long id) {
    return log(id) == null ? HealthState.UNKNOWN : log(id).own();
  }

  public HealthState propagated(long id) {
    return log(id) == null ? HealthState.UNKNOWN : log(id).propagated();
  }

  /** Why a component has no propagated state; null when it has one. */
  public String error(long id) {
    return log(id) == null ? null : log(id).propagationError();
  }
}
