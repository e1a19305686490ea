package io.stackstate.health.kafka;

import io.stackstate.health.check.CheckChange;
import io.stackstate.health.check.CheckedElement;
import io.stackstate.health.element.ElementHealth;
import io.stackstate.health.function.ScriptedChecks;
import io.stackstate.health.outcome.Moment;
import io.stackstate.health.outcome.Outcome;
import io.stackstate.health.outcome.Outcome.Position;
import io.stackstate.health.outcome.Step;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.Relation;
import io.stackstate.model.check.CheckDefinition;
import io.stackstate.model.check.CheckRule;
import io.stackstate.model.check.ElementChecks;
import io.stackstate.model.check.ElementChecksReader;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.model.settings.SettingsNodeName;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings the states of checks that came with elements: it tells {@link CheckThread} what to check,
 * and takes what that has decided into the round, with the position of the input. What a check said
 * last stands in the health record of its element; windows are read again.
 */
final class CheckStep implements Step {
  private static final byte[] CHECKS = "checks".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OURS = CheckDefinition.STREAM.getBytes(StandardCharsets.UTF_8);

  private final ElementHealth elements;
  private final CheckMailbox mailbox = new CheckMailbox();
  private final CheckThread thread;
  private final long positionMillis;
  private final Map<Long, Defined> defined = new HashMap<>();

  /** What people gave elements, those that are not there included. */
  private final MadeTelemetry made = new MadeTelemetry();

  /** What was last said to be checked of an element, and how events name it. */
  private record Defined(ElementChecks checks, List<String> identifiers) {
    static final Defined NONE = new Defined(ElementChecks.NONE, List.of());
  }

  /** Elements that may have checks, or no longer have those that they had. */
  private final Set<Long> candidates = new LinkedHashSet<>();

  private Map<Long, List<BoundCheckState>> said = new HashMap<>();
  private List<Position> written = List.of();
  private long positioned;

  /**
   * @param functions will be used by another thread
   */
  CheckStep(
      KafkaClients clients,
      CheckConfig config,
      ElementHealth elements,
      ScriptedChecks functions,
      HealthMetrics metrics) {
    this.elements = elements;
    this.thread = new CheckThread(clients, config, mailbox, functions, metrics);
    this.positionMillis = config.positionInterval().toMillis();
  }

  /**
   * A check function has changed.
   *
   * @param node null when it is gone
   */
  void functionChanged(long id, SettingsNodeName node) {
    mailbox.define(new CheckMailbox.ChangedFunction(id, node));
  }

  /**
   * What people gave an element has changed.
   *
   * @param id of the settings node
   * @param node null when it is gone
   */
  void telemetryChanged(long id, SettingsNodeName node) {
    candidates.addAll(made.put(id, node));
  }

  @Override
  public void restore(Commit commit) {
    for (Change change : commit.changes()) {
      long id = change.key().id();
      if (change.key().aspect() == Aspect.HEALTH) {
        said.remove(id);
        if (change.mentions(OURS)) {
          said.put(id, said(change));
        }
      } else if (isElement(change.key())) {
        candidates.remove(id);
        if (change.mentions(CHECKS) || made.has(id)) {
          candidates.add(id);
        }
      }
    }
  }

  /** Most elements have no checks, and need not be decoded for that to be known. */
  @Override
  public void follow(Commit commit) {
    for (Change change : commit.changes()) {
      long id = change.key().id();
      boolean may = change.mentions(CHECKS);
      if (isElement(change.key()) && (may || defined.containsKey(id) || made.has(id))) {
        candidates.add(id);
      }
    }
  }

  private static List<BoundCheckState> said(Change change) {
    try {
      return Json.mapper().readValue(change.value(), Health.class).checks().stream()
          .filter(state -> state.stream().equals(CheckDefinition.STREAM))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(change.key() + " in the change log", e);
    }
  }

  /** Until they are decided anew, checks that are still there say what they said. */
  @Override
  public void first(Moment moment, Outcome outcome) {
    List<CheckedElement> all = new ArrayList<>();
    for (long id : candidates) {
      define(moment.topology(), id, said.getOrDefault(id, List.of()), all);
    }
    for (CheckedElement element : all) {
      Set<Long> ids = new HashSet<>();
      element.checks().checks().forEach(check -> ids.add(check.id()));
      for (BoundCheckState state : element.said()) {
        if (ids.contains(state.id())) {
          elements.checked(element.element(), state);
        }
      }
    }
    candidates.clear();
    said = Map.of();
    mailbox.define(all);
    thread.start();
  }

  @Override
  public void next(Moment moment, Outcome outcome) {
    List<CheckedElement> changed = new ArrayList<>();
    for (long id : candidates) {
      define(moment.topology(), id, List.of(), changed);
    }
    candidates.clear();
    if (!changed.isEmpty()) {
      mailbox.define(changed);
    }
    CheckMailbox.Decided decided = mailbox.take();
    for (CheckChange change : decided.changes()) {
      if (change.state() == null) {
        elements.unchecked(change.element(), change.check());
      } else {
        elements.checked(change.element(), change.state());
      }
    }
    boolean changes = !decided.changes().isEmpty();
    boolean moved = !decided.positions().equals(written);
    if (changes || moved && moment.now() - positioned >= positionMillis) {
      decided.positions().forEach(outcome::position);
      written = decided.positions();
      positioned = moment.now();
    }
  }

  private void define(
      TopologySnapshot topology, long id, List<BoundCheckState> before, List<CheckedElement> to) {
    Defined now = defined(topology, id);
    if (now.equals(defined.getOrDefault(id, Defined.NONE))) {
      return;
    }
    if (now.checks().isEmpty()) {
      defined.remove(id);
    } else {
      defined.put(id, now);
    }
    to.add(new CheckedElement(id, now.checks(), now.identifiers(), before));
  }

  private Defined defined(TopologySnapshot topology, long id) {
    int ordinal = topology.componentOrdinal(id);
    if (ordinal >= 0) {
      Component component = topology.component(ordinal);
      return defined(
          made.with(id, ElementChecksReader.of(component), component.streams(), component.checks()),
          component.identifiers());
    }
    ordinal = topology.relationOrdinal(id);
    if (ordinal < 0) {
      return Defined.NONE;
    }
    Relation relation = topology.relation(ordinal);
    return defined(
        made.with(id, ElementChecksReader.of(relation), relation.streams(), relation.checks()),
        List.of(relation.externalId()));
  }

  /** Streams without checks are no business of ours; names are, when events are to be found. */
  private static Defined defined(ElementChecks checks, List<String> identifiers) {
    if (checks.checks().isEmpty()) {
      return Defined.NONE;
    }
    boolean named = checks.checks().stream().anyMatch(CheckStep::wantsAnomalies);
    return new Defined(checks, named ? identifiers : List.of());
  }

  private static boolean wantsAnomalies(CheckDefinition check) {
    return check.rule() instanceof CheckRule.FunctionCall call && call.onAnomalies();
  }

  private static boolean isElement(ChangeKey key) {
    return key.aspect() == Aspect.COMPONENT || key.aspect() == Aspect.RELATION;
  }

  @Override
  public void close() {
    thread.close();
  }
}
