package io.stackstate.health.view;

import io.stackstate.health.outcome.Moment;
import io.stackstate.health.outcome.Outcome;
import io.stackstate.health.outcome.StateRecord;
import io.stackstate.health.outcome.Step;
import io.stackstate.health.view.ViewRule.Verdict;
import io.stackstate.model.Topics;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.health.ViewHealth;
import io.stackstate.model.settings.SettingsNodeName;
import io.stackstate.stql.Query;
import io.stackstate.stql.QueryEngine;
import io.stackstate.stql.QueryTimeoutException;
import io.stackstate.stql.QueryTooLargeException;
import io.stackstate.stql.StqlParseException;
import io.stackstate.topology.TopologySnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The health of all views that have it switched on. A view whose configuration has changed is
 * decided in the next round; when topology or health has changed, all are, but not more often than
 * the interval, and in one round no more than there is time for. One thread.
 */
public final class ViewHealths implements Step {
  private final ViewRule rule;
  private final QueryEngine engine;
  private final Duration interval;
  private final Duration time;
  private final LongSupplier nanoTime;
  private final Map<Long, View> views = new HashMap<>();

  /** Those that have health no longer, until that is told. */
  private final Map<Long, View> leaving = new HashMap<>();

  private final Map<Long, ViewHealth> said = new HashMap<>();
  private final Set<Long> due = new LinkedHashSet<>();
  private boolean changed = true;
  private long lastSweep = Long.MIN_VALUE / 2;
  private long decided;

  /**
   * @param interval between two times that all views are decided
   * @param time that one round may take, but for the last view in it
   */
  public ViewHealths(
      ViewRule rule, QueryEngine engine, Duration interval, Duration time, LongSupplier nanoTime) {
    this.rule = rule;
    this.engine = engine;
    this.interval = interval;
    this.time = time;
    this.nanoTime = nanoTime;
  }

  /** A record stands on the topic; null when it was deleted. Before the first round. */
  public void restore(long id, ViewHealth record) {
    if (record == null) {
      said.remove(id);
    } else {
      said.put(id, record);
    }
    due.add(id);
  }

  /**
   * The settings node of a view has changed.
   *
   * @param node null when it is gone
   */
  public void put(long id, SettingsNodeName node) {
    View view = node == null ? null : View.read(node);
    if (view != null && view.enabled()) {
      views.put(id, view);
    } else {
      View before = views.remove(id);
      leaving.put(id, view != null ? view : before != null ? before : View.gone(id));
    }
    due.add(id);
  }

  /** Functions have changed: the views that use them are decided at once. */
  public void functionsChanged(Set<Long> functions) {
    for (View view : views.values()) {
      if (functions.contains(view.function())) {
        due.add(view.id());
      }
    }
  }

  /** Topology or health has changed. */
  public void changed() {
    changed = true;
  }

  /** How many views have their health switched on. */
  public int count() {
    return views.size();
  }

  /** How many views have no health because it could not be decided. */
  public long failed() {
    return said.values().stream().filter(health -> health.error() != null).count();
  }

  /** How often a view was decided so far. */
  public long decided() {
    return decided;
  }

  @Override
  public void next(Moment moment, Outcome outcome) {
    if (moment.moved()) {
      changed();
    }
    round(moment.topology(), moment.now(), outcome);
  }

  /**
   * A round.
   *
   * @param now epoch milliseconds
   * @param outcome is given what is to be written
   */
  public void round(TopologySnapshot topology, long now, Outcome outcome) {
    if (changed && now - lastSweep >= interval.toMillis()) {
      due.addAll(views.keySet());
      changed = false;
      lastSweep = now;
    }
    long end = nanoTime.getAsLong() + time.toNanos();
    List<Long> done = new ArrayList<>();
    for (Iterator<Long> i = due.iterator(); i.hasNext(); ) {
      long id = i.next();
      decide(id, topology, now, outcome);
      done.add(id);
      if (nanoTime.getAsLong() - end >= 0) {
        break;
      }
    }
    done.forEach(due::remove);
  }

  private void decide(long id, TopologySnapshot topology, long now, Outcome outcome) {
    View view = views.get(id);
    ViewHealth before = said.get(id);
    View left = leaving.remove(id);
    if (view == null) {
      leave(left == null ? View.gone(id) : left, now, outcome);
      return;
    }
    decided++;
    Verdict verdict = verdict(view, topology);
    HealthState old = before == null ? HealthState.UNKNOWN : before.state();
    boolean other = old != verdict.state();
    if (before == null || other || !Objects.equals(before.error(), verdict.error())) {
      long since = before == null || other ? now : before.since();
      ViewHealth health = new ViewHealth(id, verdict.state(), since, verdict.error());
      said.put(id, health);
      outcome.record(StateRecord.json(Topics.VIEW_HEALTH, Long.toString(id), health));
    }
    if (other) {
      outcome.event(ViewEvents.changed(view, old, verdict.state(), now));
    }
  }

  /** Who was told that the view is critical, say, is told that this is over. */
  private void leave(View view, long now, Outcome outcome) {
    ViewHealth before = said.remove(view.id());
    if (before == null) {
      return;
    }
    outcome.record(StateRecord.json(Topics.VIEW_HEALTH, Long.toString(view.id()), null));
    if (before.state() != HealthState.UNKNOWN) {
      outcome.event(ViewEvents.changed(view, before.state(), HealthState.UNKNOWN, now));
    }
  }

  private Verdict verdict(View view, TopologySnapshot topology) {
    try {
      Query query = Query.parse(view.query());
      return rule.decide(
          view.function(),
          view.arguments(),
          new ViewContent(topology, engine.evaluate(query, topology).components()));
    } catch (StqlParseException | QueryTooLargeException | QueryTimeoutException e) {
      return Verdict.failed("query: " + e.getMessage());
    }
  }
}
