package io.stackstate.health.check;

import io.stackstate.health.check.Arrival.Silence;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.check.CheckDefinition;
import io.stackstate.model.check.CheckRule;
import io.stackstate.model.check.CheckRule.EventContains;
import io.stackstate.model.check.CheckRule.EventTag;
import io.stackstate.model.check.CheckRule.FunctionCall;
import io.stackstate.model.check.CheckRule.Invalid;
import io.stackstate.model.check.CheckRule.MetricRatio;
import io.stackstate.model.check.CheckRule.MetricThreshold;
import io.stackstate.model.check.CheckRule.ServiceCheckStatus;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.model.health.BoundCheckState.Expiry;
import io.stackstate.model.health.CheckDetails;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** One check of one element: what it looks at, and what it said last. One thread. */
final class CheckRun {
  /** Of more that wait, the oldest are left out: the last one decides. */
  private static final int MAX_ANOMALIES = 100;

  private final long element;
  private final CheckDefinition definition;
  private final Consumer<CheckRun> touched;

  /** Of a ratio the numerator and the denominator, of a threshold one. */
  private final List<MetricStream> metrics;

  private final List<EventStream> events;

  /** Null unless a function decides. */
  private final FunctionVerdicts function;

  private BoundCheckState said;
  private Expiry expiry;
  private Verdict event;

  /** Anomalies that its function is yet to be called with, the oldest first. */
  private final Deque<Anomaly> anomalies = new ArrayDeque<>(0);

  private final Arrival arrival;
  private boolean dirty;
  private boolean retired;

  /** When it is to be decided even if nothing comes: then its window will hold less, say. */
  private long due = Long.MAX_VALUE;

  private long appointed = Long.MAX_VALUE;

  /** What a check looks at, and who calls functions. */
  record Inputs(List<MetricStream> metrics, List<EventStream> events, CheckFunctions functions) {}

  /**
   * @param said what it said before; null for a new one
   * @param touched is told once when it is to be decided again
   */
  CheckRun(
      long element,
      CheckDefinition definition,
      Inputs inputs,
      BoundCheckState said,
      Consumer<CheckRun> touched) {
    this.element = element;
    this.definition = definition;
    this.metrics = inputs.metrics();
    this.events = inputs.events();
    this.function =
        definition.rule() instanceof FunctionCall call
            ? new FunctionVerdicts(call, metrics, inputs.events(), inputs.functions())
            : null;
    this.said = said;
    this.expiry = said == null ? null : said.expiry();
    this.touched = touched;
    this.arrival = new Arrival(said);
  }

  long element() {
    return element;
  }

  CheckDefinition definition() {
    return definition;
  }

  /** What it said last; null for nothing. */
  BoundCheckState said() {
    return said;
  }

  long due() {
    return due;
  }

  /** When it will be asked whether it is due; not after that. */
  long appointed() {
    return appointed;
  }

  void appoint(long at) {
    appointed = at;
  }

  /** Goes on where the one was whose place it takes. */
  void follow(CheckRun before) {
    boolean same = before.definition.rule().equals(definition.rule());
    arrival.follow(before.arrival, same);
    if (same) {
      event = before.event;
      anomalies.addAll(before.anomalies);
    }
  }

  /** Another one has taken its place, or none. */
  void retire() {
    retired = true;
  }

  boolean isRetired() {
    return retired;
  }

  /** What it looks at has changed. */
  void touch() {
    boolean waits = function != null && function.batching() && due != Long.MAX_VALUE;
    if (!dirty && !waits) {
      dirty = true;
      touched.accept(this);
    }
  }

  boolean wantsAnomalies() {
    return function != null && function.onAnomalies();
  }

  /** An anomaly of its element; only when it {@linkplain #wantsAnomalies() wants} to know. */
  void anomaly(Anomaly came) {
    if (anomalies.size() == MAX_ANOMALIES) {
      anomalies.remove();
    }
    anomalies.add(came);
    touch();
  }

  /** An event has come. */
  void event(CheckEvent came) {
    CheckRule rule = definition.rule();
    Verdict verdict = null;
    if (rule instanceof EventContains contains) {
      verdict = EventVerdicts.of(contains, came);
    } else if (rule instanceof EventTag tag) {
      verdict = EventVerdicts.of(tag, came);
    } else if (rule instanceof ServiceCheckStatus) {
      verdict = EventVerdicts.ofServiceCheck(came);
    }
    if (verdict != null) {
      event = verdict;
    }
    if (verdict != null || function != null) {
      touch();
    }
  }

  /**
   * Decides anew.
   *
   * @return the new state when it is another one; null when it is the same
   */
  BoundCheckState decide(long now) {
    boolean came = dirty;
    dirty = false;
    Verdict verdict = function == null ? verdict(now) : called(came, now);
    if (said != null && isSame(verdict)) {
      return null;
    }
    HealthState before = said == null ? HealthState.UNKNOWN : said.health();
    HealthState health = verdict.health() == null ? before : verdict.health();
    long since = said != null && health == before ? said.since() : now;
    said =
        new BoundCheckState(
            definition.id(),
            CheckDefinition.STREAM,
            definition.name(),
            health,
            keepsMessage(verdict) ? said.message() : verdict.message(),
            since,
            verdict.error(),
            expiry,
            details(verdict));
    return said;
  }

  /** What an error said is over with it. */
  private boolean keepsMessage(Verdict verdict) {
    return verdict.health() == null
        && verdict.error() == null
        && said != null
        && said.error() == null;
  }

  /** A message alone, which a new value is in, is no change: it would be one with each point. */
  private boolean isSame(Verdict verdict) {
    return (verdict.health() == null || verdict.health() == said.health())
        && Objects.equals(verdict.error(), said.error())
        && (verdict.error() == null || Objects.equals(verdict.message(), said.message()))
        && sameExpiry()
        && Objects.equals(runState(details(verdict)), runState(said.details()))
        && definition.name().equals(said.name());
  }

  /** The end of a state that points bring moves on with each of them, and is not written again. */
  private boolean sameExpiry() {
    return wantsAnomalies()
        ? Objects.equals(expiry, said.expiry())
        : (expiry == null) == (said.expiry() == null);
  }

  private CheckDetails details(Verdict verdict) {
    CheckDetails before = said == null ? null : said.details();
    return CheckDetails.after(before, verdict.details(), verdict.health() == null);
  }

  private static String runState(CheckDetails details) {
    return details == null ? null : details.runState();
  }

  private Verdict verdict(long now) {
    due = Long.MAX_VALUE;
    CheckRule rule = definition.rule();
    if (rule instanceof Invalid invalid) {
      return Verdict.invalid(invalid.message());
    }
    if (!metrics.isEmpty()) {
      look(now, rule.windowMillis());
    }
    if (rule instanceof MetricThreshold threshold) {
      return MetricVerdicts.of(threshold, metrics.get(0), silence(now), now);
    }
    if (rule instanceof MetricRatio ratio) {
      return MetricVerdicts.of(ratio, metrics.get(0), metrics.get(1), silence(now), now);
    }
    if (event != null) {
      return event;
    }
    return rule instanceof ServiceCheckStatus ? ofNoServiceCheck(now) : unchanged();
  }

  private Silence silence(long now) {
    return arrival.silence(now, definition.rule().windowMillis());
  }

  /** Agents send service checks all the time, like metrics; of events there may be none. */
  private Verdict ofNoServiceCheck(long now) {
    EventStream stream = events.get(0);
    arrival.came(stream.hadData());
    due = arrival.due(now, CheckRule.DEFAULT_WINDOW_MILLIS);
    return arrival.silence(now, CheckRule.DEFAULT_WINDOW_MILLIS) == Silence.NEVER
        ? Verdict.notFound(stream.definition(), CheckRule.DEFAULT_WINDOW_MILLIS)
        : unchanged();
  }

  private Verdict unchanged() {
    return said == null
        ? Verdict.NO_DATA
        : new Verdict(said.health(), said.message(), said.error(), null, said.details());
  }

  /**
   * By the function, if it is to be called, or because the time of the state is over.
   *
   * @param came whether what it looks at has changed
   */
  private Verdict called(boolean came, long now) {
    Verdict verdict = null;
    if (function.onAnomalies()) {
      verdict = ofAnomalies(now);
    } else if (came || function.batching() || now >= function.staleAt()) {
      verdict = function.decide(now);
    }
    boolean awaits = function.awaitsMetrics();
    arrival.came(function.hadData());
    if (verdict == null && awaits && silence(now) == Silence.NEVER) {
      verdict = function.notFound();
    }
    if (verdict != null && verdict.health() != null) {
      expiry = verdict.expiry();
    } else if (expiry != null && now >= expiry.atMillis()) {
      verdict = FunctionVerdicts.expired(expiry.to());
      expiry = null;
    }
    due = expiry == null ? Long.MAX_VALUE : expiry.atMillis();
    if (!function.onAnomalies() && function.staleAt() > now) {
      due = Math.min(due, function.staleAt());
    }
    if (function.batching()) {
      due = Math.min(due, function.nextWindow(now));
    }
    if (awaits) {
      due = Math.min(due, arrival.due(now, definition.rule().windowMillis()));
    }
    return verdict == null ? unchanged() : verdict;
  }

  /** Null when none came; of several the last one that says something. */
  private Verdict ofAnomalies(long now) {
    Verdict last = null;
    while (!anomalies.isEmpty()) {
      Verdict next = function.decide(anomalies.remove(), now);
      if (last == null || next.health() != null || last.health() == null) {
        last = next;
      }
    }
    return last;
  }

  private void look(long now, long windowMillis) {
    boolean all = true;
    for (MetricStream stream : metrics) {
      int count = stream.window.countAfter(now - windowMillis);
      if (count > 0) {
        due = Math.min(due, stream.window.oldest(count) + windowMillis);
      }
      all &= stream.hadData();
    }
    arrival.came(all);
    due = Math.min(due, arrival.due(now, windowMillis));
  }
}
