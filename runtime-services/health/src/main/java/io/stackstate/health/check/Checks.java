package io.stackstate.health.check;

import io.stackstate.model.check.CheckDefinition;
import io.stackstate.model.check.CheckRule.FunctionCall;
import io.stackstate.model.check.ElementChecks;
import io.stackstate.model.check.StreamDefinition;
import io.stackstate.model.health.BoundCheckState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All checks of all elements: fed with points and events, and asked now and then what has changed.
 * A point costs the same however many checks there are; a check is decided at most once each time
 * it is asked. One thread.
 */
public final class Checks {
  private final int maxPoints;
  private final CheckFunctions functions;
  private final Map<Long, Element> elements = new HashMap<>();
  private final StreamIndex all = new StreamIndex();
  private StreamIndex fresh = new StreamIndex();
  private List<CheckRun> touched = new ArrayList<>();
  private final PriorityQueue<Appointment> appointments =
      new PriorityQueue<>(Comparator.comparingLong(Appointment::at));
  private final AnomalyIndex anomalies = new AnomalyIndex();
  private final List<CheckChange> gone = new ArrayList<>();
  private long longestWindow;
  private int count;

  /** A check that is to be decided at a time, epoch milliseconds, even if nothing comes. */
  private record Appointment(CheckRun run, long at) {}

  /** The checks of an element and the streams that they look at, by their ids. */
  private record Element(
      ElementChecks checks,
      List<String> identifiers,
      Map<Long, MetricStream> metrics,
      Map<Long, EventStream> events,
      List<CheckRun> runs) {}

  /**
   * @param maxPoints of a window; of more, the newest are held
   */
  public Checks(int maxPoints, CheckFunctions functions) {
    this.maxPoints = maxPoints;
    this.functions = functions;
  }

  /** Functions are others now: the checks that call them are decided anew. */
  public void functionsChanged(Set<Long> ids) {
    for (Element element : elements.values()) {
      for (CheckRun run : element.runs()) {
        if (run.definition().rule() instanceof FunctionCall call && ids.contains(call.function())) {
          run.touch();
        }
      }
    }
  }

  /** How many checks there are. */
  public int count() {
    return count;
  }

  /** The longest window that any check ever had, milliseconds. */
  public long longestWindow() {
    return longestWindow;
  }

  /** Where points and events are to go. */
  public StreamIndex streams() {
    return all;
  }

  /**
   * Streams that came since the last time, to be given what was read shortly before: a sender's
   * points often overtake its component.
   */
  public StreamIndex takeFresh() {
    StreamIndex taken = fresh;
    fresh = new StreamIndex();
    return taken;
  }

  /**
   * Other checks of an element from now on; none when it is gone. Streams that stay keep theirs.
   */
  public void define(CheckedElement defined) {
    Element before = elements.get(defined.element());
    if (before != null
        && before.checks().equals(defined.checks())
        && before.identifiers().equals(defined.identifiers())) {
      return;
    }
    Map<Long, BoundCheckState> said = said(before, defined);
    Element after = element(defined, before, said);
    if (before != null) {
      anomalies.remove(defined.element(), before.identifiers());
      remove(before, after);
    }
    anomalies.add(defined.element(), after.identifiers(), after.runs());
    if (after.runs().isEmpty()) {
      elements.remove(defined.element());
    } else {
      elements.put(defined.element(), after);
    }
    count += after.runs().size() - (before == null ? 0 : before.runs().size());
    after.runs().forEach(run -> said.remove(run.definition().id()));
    said.keySet().forEach(id -> gone.add(new CheckChange(defined.element(), id, null)));
  }

  private static Map<Long, BoundCheckState> said(Element before, CheckedElement defined) {
    Map<Long, BoundCheckState> said = new HashMap<>();
    defined.said().forEach(state -> said.put(state.id(), state));
    if (before != null) {
      for (CheckRun run : before.runs()) {
        if (run.said() != null) {
          said.put(run.definition().id(), run.said());
        }
      }
    }
    return said;
  }

  private Element element(CheckedElement defined, Element before, Map<Long, BoundCheckState> said) {
    Map<Long, StreamDefinition> streams =
        defined.checks().streams().stream()
            .collect(Collectors.toMap(StreamDefinition::id, stream -> stream, (one, same) -> one));
    Element element =
        new Element(
            defined.checks(),
            defined.identifiers(),
            new HashMap<>(),
            new HashMap<>(),
            new ArrayList<>());
    for (CheckDefinition check : defined.checks().checks()) {
      element
          .runs()
          .add(run(defined.element(), check, inputs(element, check, streams, before), said));
    }
    return element;
  }

  private CheckRun.Inputs inputs(
      Element element, CheckDefinition check, Map<Long, StreamDefinition> streams, Element before) {
    List<MetricStream> metrics = new ArrayList<>(2);
    for (long id : check.rule().metricStreams()) {
      metrics.add(element.metrics().computeIfAbsent(id, i -> metric(streams.get(i), before)));
    }
    List<EventStream> events = new ArrayList<>(1);
    for (long id : check.rule().eventStreams()) {
      events.add(element.events().computeIfAbsent(id, i -> event(streams.get(i), before)));
    }
    return new CheckRun.Inputs(metrics, events, functions);
  }

  private CheckRun run(
      long element,
      CheckDefinition check,
      CheckRun.Inputs inputs,
      Map<Long, BoundCheckState> said) {
    CheckRun run =
        new CheckRun(element, check, inputs, said.get(check.id()), touch -> touched.add(touch));
    // The window before the one that is not yet over must be held, too.
    long millis =
        check.rule() instanceof FunctionCall call && call.batching()
            ? 2 * call.windowMillis()
            : check.rule().windowMillis();
    longestWindow = Math.max(longestWindow, millis);
    inputs.metrics().forEach(stream -> stream.attach(run, millis));
    inputs.events().forEach(stream -> stream.attach(run, millis));
    run.touch();
    return run;
  }

  private MetricStream metric(StreamDefinition definition, Element before) {
    MetricStream old = before == null ? null : before.metrics().get(definition.id());
    if (old != null && old.definition().equals(definition)) {
      old.detach();
      return old;
    }
    MetricStream stream = new MetricStream(definition, maxPoints);
    all.add(stream);
    fresh.add(stream);
    return stream;
  }

  private EventStream event(StreamDefinition definition, Element before) {
    EventStream old = before == null ? null : before.events().get(definition.id());
    if (old != null && old.definition().equals(definition)) {
      old.detach();
      // A check of it may be another one now, which has not seen the last event.
      fresh.add(old);
      return old;
    }
    EventStream stream = new EventStream(definition);
    all.add(stream);
    fresh.add(stream);
    return stream;
  }

  private void remove(Element before, Element after) {
    before
        .metrics()
        .forEach(
            (id, stream) -> {
              if (after.metrics().get(id) != stream) {
                all.remove(stream);
              }
            });
    before
        .events()
        .forEach(
            (id, stream) -> {
              if (after.events().get(id) != stream) {
                all.remove(stream);
              }
            });
    for (CheckRun old : before.runs()) {
      old.retire();
      for (CheckRun run : after.runs()) {
        if (run.definition().id() == old.definition().id()) {
          run.follow(old);
        }
      }
    }
  }

  /**
   * Decides the checks whose streams have moved on, and those whose window has become smaller
   * since.
   *
   * @param now epoch milliseconds; never goes back
   */
  public List<CheckChange> evaluate(long now) {
    List<CheckRun> due = touched;
    touched = new ArrayList<>();
    takeDue(now, due);
    List<CheckChange> changes = new ArrayList<>(gone);
    gone.clear();
    for (CheckRun run : due) {
      if (!run.isRetired()) {
        BoundCheckState state = run.decide(now);
        if (state != null) {
          changes.add(new CheckChange(run.element(), state.id(), state));
        }
        appoint(run);
      }
    }
    return changes;
  }

  /** Whether any check wants to know of anomalies. */
  public boolean wantAnomalies() {
    return !anomalies.isEmpty();
  }

  /** A detector has told of an anomaly, or that there is none. */
  public void anomaly(Anomaly anomaly) {
    anomalies.concernedBy(anomaly).forEach(run -> run.anomaly(anomaly));
  }

  private void takeDue(long now, List<CheckRun> due) {
    while (!appointments.isEmpty() && appointments.peek().at() <= now) {
      Appointment appointment = appointments.poll();
      CheckRun run = appointment.run();
      if (appointment.at() != run.appointed()) {
        continue;
      }
      run.appoint(Long.MAX_VALUE);
      if (run.due() <= now) {
        due.add(run);
      } else {
        appoint(run);
      }
    }
  }

  /** A run that is put off keeps its earlier appointment, so that there are few of them. */
  private void appoint(CheckRun run) {
    if (run.due() < run.appointed()) {
      run.appoint(run.due());
      appointments.add(new Appointment(run, run.due()));
    }
  }
}
