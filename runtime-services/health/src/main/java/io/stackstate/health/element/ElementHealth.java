package io.stackstate.health.element;

import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.LongObjectHashMap;
import com.carrotsearch.hppc.cursors.LongCursor;
import io.stackstate.health.outcome.Moment;
import io.stackstate.health.outcome.Outcome;
import io.stackstate.health.outcome.Step;
import io.stackstate.health.propagation.OwnStates;
import io.stackstate.health.propagation.Propagation;
import io.stackstate.health.stream.StateKey;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.model.health.CheckState;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The health of all elements: binds check states, propagates, and tells which health records of the
 * change log are to be written and which events tell of them. A round touches what changed and what
 * that reaches. One thread.
 */
public final class ElementHealth implements Step {
  /** Stands in the record of each component that may name a rule. */
  private static final byte[] PROPAGATION = "\"propagation\"".getBytes(StandardCharsets.UTF_8);

  final Bindings bindings = new Bindings();
  final WrittenRecords written = new WrittenRecords();
  final RelationNames relations = new RelationNames();
  final CheckedStates checked = new CheckedStates();

  /** The check states that are about an element, of components and relations. */
  final LongObjectHashMap<List<BoundCheckState>> checks = new LongObjectHashMap<>();

  final Propagation propagation = new Propagation(new Checked());
  final RuleBook rules;
  final OwnHealth severity;

  private final Set<Long> functions = new HashSet<>();
  private LongHashSet loadedRelations = new LongHashSet();
  private LongHashSet loadedRules = new LongHashSet();

  /**
   * @param rules asked for each component that names one
   */
  public ElementHealth(RuleBook rules, OwnHealth severity) {
    this.rules = rules;
    this.severity = severity;
  }

  @Override
  public void restore(Commit commit) {
    commit.changes().forEach(this::restore);
  }

  /**
   * A record stands in the log; of each key the last one counts. Before the first round only.
   *
   * @throws UncheckedIOException when it is a health record that cannot be read
   */
  public void restore(Change change) {
    long id = change.key().id();
    switch (change.key().aspect()) {
      case HEALTH -> written.put(id, change.value(), health(change));
      case RELATION -> put(loadedRelations, id, !change.isDelete());
      case COMPONENT -> put(loadedRules, id, change.mentions(PROPAGATION));
      case PROBLEM -> {
        // Says nothing of health.
      }
    }
  }

  private static Health health(Change change) {
    try {
      return change.isDelete() ? null : Json.mapper().readValue(change.value(), Health.class);
    } catch (IOException e) {
      throw new UncheckedIOException(change.key() + " in the change log", e);
    }
  }

  private static void put(LongHashSet ids, long id, boolean there) {
    if (there) {
      ids.add(id);
    } else {
      ids.removeAll(id);
    }
  }

  /** A check state came, changed or went; see {@code StateChanges}. */
  public void changed(StateKey key, CheckState before, CheckState after) {
    bindings.changed(key, before, after);
  }

  /** The state of a check that came with an element came or changed. */
  public void checked(long element, BoundCheckState state) {
    checked.put(element, state);
  }

  /** A check that came with an element is gone. */
  public void unchecked(long element, long check) {
    checked.remove(element, check);
  }

  /** Propagation functions are others now: the next round decides anew who uses them. */
  public void functionsChanged(Set<Long> ids) {
    functions.addAll(ids);
  }

  /** For figures about it. */
  public Propagation propagation() {
    return propagation;
  }

  @Override
  public void first(Moment moment, Outcome outcome) {
    first(moment.topology(), moment.now(), outcome);
  }

  @Override
  public void next(Moment moment, Outcome outcome) {
    next(moment.before(), moment.topology(), moment.changed(), moment.now(), outcome);
  }

  /**
   * The first round after a restart: all that was restored is looked at.
   *
   * @param now epoch milliseconds
   * @param outcome is given what is to be written
   */
  public void first(TopologySnapshot topology, long now, Outcome outcome) {
    Round round = new Round(this, topology);
    propagation.topologyChanged();
    functions.clear();
    for (LongCursor id : loadedRelations) {
      round.name(id.value);
    }
    round.statesChanged();
    round.addWritten();
    round.addComponents(loadedRules);
    loadedRelations = new LongHashSet();
    loadedRules = new LongHashSet();
    round.finish(now, outcome);
  }

  /**
   * A round.
   *
   * @param before the topology of the round before
   * @param after the topology now
   * @param changed what the commits between them have changed; health records are ignored
   * @param now epoch milliseconds
   * @param outcome is given what is to be written
   */
  public void next(
      TopologySnapshot before,
      TopologySnapshot after,
      Collection<ChangeKey> changed,
      long now,
      Outcome outcome) {
    Round round = new Round(this, after);
    for (ChangeKey key : changed) {
      if (key.aspect() == Aspect.COMPONENT) {
        round.componentChanged(before, key.id());
      } else if (key.aspect() == Aspect.RELATION) {
        round.relationChanged(before, key.id());
      }
    }
    round.statesChanged();
    if (!functions.isEmpty()) {
      round.addComponents(new LongHashSet(propagation.using(functions)));
      functions.clear();
    }
    round.finish(now, outcome);
  }

  private List<BoundCheckState> checks(long id) {
    return checks.getOrDefault(id, List.of());
  }

  private final class Checked implements OwnStates {
    @Override
    public HealthState health(long element) {
      return severity.of(checks(element));
    }

    @Override
    public String runState(long element) {
      return RunStates.of(checks(element));
    }
  }
}
