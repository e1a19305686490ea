package io.stackstate.health.check;

import io.stackstate.model.Json;
import io.stackstate.model.change.Check;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Source;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.check.ElementChecksReader;
import io.stackstate.model.check.TemplateChecksReader;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.model.intake.GenericEvent;
import io.stackstate.model.intake.MultiMetric;
import io.stackstate.model.intake.StateEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks of components, by the data that agents send, and what they say by their names. */
final class CheckLab {
  static final int MAX_POINTS = 1_000;
  final Checks checks;
  final Map<String, BoundCheckState> states = new HashMap<>();
  long now = 1_000_000;
  private final MetricReader reader = new MetricReader();

  CheckLab() {
    this(CheckFunctions.NONE);
  }

  CheckLab(CheckFunctions functions) {
    this.checks = new Checks(MAX_POINTS, functions);
  }

  /** The agent says this of a component; null for nothing. */
  CheckLab component(long id, String data, BoundCheckState... said) {
    Component component =
        new Component(
            id,
            "c",
            "t",
            "l",
            "d",
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            data,
            List.of(new Source(7, "c" + id, null)));
    checks.define(new CheckedElement(id, ElementChecksReader.of(component), List.of(said)));
    return this;
  }

  /** A template gave this component these streams and one check. */
  CheckLab templated(long id, List<TelemetryStream> streams, Check check, BoundCheckState... said) {
    checks.define(
        new CheckedElement(id, TemplateChecksReader.of(streams, List.of(check)), List.of(said)));
    return this;
  }

  CheckLab point(String metric, Map<String, String> tags, double... values) {
    for (double value : values) {
      point(now, metric, tags, value, checks.streams());
    }
    return this;
  }

  void point(
      long time, String metric, Map<String, String> tags, double value, StreamIndex streams) {
    MultiMetric record =
        new MultiMetric(
            MultiMetric.CONVERTED, "host-a", "gauge", null, Map.of(metric, value), tags, time);
    try {
      reader.read(Json.mapper().writeValueAsBytes(record), now, streams);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CheckLab event(Map<String, String> tags) {
    checks.streams().event(CheckEvent.of(generic(now, tags), now));
    return this;
  }

  static GenericEvent generic(long time, Map<String, String> tags) {
    return new GenericEvent(
        "id", "g.t", "title", "t", "message", "host-a", tags, null, null, null, time);
  }

  CheckLab serviceCheck(int status) {
    StateEvent event = new StateEvent("id", "can_connect", "host-a", status, "m", Map.of(), now);
    checks.streams().event(CheckEvent.of(event, now));
    return this;
  }

  /** Decides; the states that changed are those that are returned. */
  List<CheckChange> evaluate() {
    List<CheckChange> changes = checks.evaluate(now);
    for (CheckChange change : changes) {
      if (change.state() == null) {
        states.values().removeIf(state -> state.id() == change.check());
      } else {
        states.put(change.state().name(), change.state());
      }
    }
    return changes;
  }

  BoundCheckState state(String name) {
    evaluate();
    return states.get(name);
  }
}
