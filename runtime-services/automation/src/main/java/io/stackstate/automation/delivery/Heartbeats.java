package io.stackstate.automation.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.automation.engine.EntryKey.OutputKey;
import io.stackstate.automation.handler.Handler;
import io.stackstate.automation.output.Outcome;
import io.stackstate.model.handler.OutputSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * When outputs of the kind {@code heartbeat} call (health sheet, section 13.1 row 26): at once when
 * their handler is defined, then at their interval, and sooner after a failure. Whoever turns
 * events into notifications asks it, so calls stop when that stops. Handlers that are switched off
 * do not call; silences and {@code suppressUntil} do not keep them from it. For one thread.
 */
public final class Heartbeats {
  private static final long LOOK_MILLIS = 1_000;
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private final Function<JsonNode, Optional<Duration>> intervals;
  private final Map<OutputKey, Beat> beats = new HashMap<>();
  private long lookedAt = Long.MIN_VALUE;

  private record Beat(JsonNode definition, Duration interval, long dueAt, boolean calling) {
    Beat calling(boolean now) {
      return new Beat(definition, interval, dueAt, now);
    }

    Beat again(long at) {
      return new Beat(definition, interval, at, false);
    }
  }

  /**
   * @param intervals of the definition of an output; empty for one of another kind
   */
  public Heartbeats(Function<JsonNode, Optional<Duration>> intervals) {
    this.intervals = intervals;
  }

  /**
   * Who is to call now; each of them is asked for again only after {@link #finished}.
   *
   * @param handlers all that are executed
   */
  public List<OutputKey> due(List<Handler> handlers, long now) {
    if (lookedAt == Long.MIN_VALUE || now - lookedAt >= LOOK_MILLIS) {
      lookedAt = now;
      look(handlers, now);
    }
    List<OutputKey> due = new ArrayList<>();
    for (Map.Entry<OutputKey, Beat> each : beats.entrySet()) {
      if (!each.getValue().calling() && each.getValue().dueAt() <= now) {
        each.setValue(each.getValue().calling(true));
        due.add(each.getKey());
      }
    }
    return due;
  }

  private void look(List<Handler> handlers, long now) {
    Set<OutputKey> there = new HashSet<>();
    for (Handler handler : handlers) {
      if (handler.spec().enabled()) {
        for (OutputSpec output : handler.spec().outputs()) {
          if (output.kind().equals("heartbeat")) {
            there.add(known(new OutputKey(handler.id(), output.name()), output.definition(), now));
          }
        }
      }
    }
    beats.keySet().retainAll(there);
  }

  private OutputKey known(OutputKey key, JsonNode definition, long now) {
    Beat known = beats.get(key);
    if (known == null || !known.definition().equals(definition)) {
      intervals
          .apply(definition)
          .ifPresent(interval -> beats.put(key, new Beat(definition, interval, now, false)));
    }
    return key;
  }

  /** What became of a call. */
  public void finished(OutputKey key, Outcome outcome, long now) {
    Beat beat = beats.get(key);
    if (beat != null) {
      boolean soon =
          !(outcome instanceof Outcome.Delivered) && beat.interval().compareTo(AGAIN) > 0;
      beats.put(key, beat.again(now + (soon ? AGAIN : beat.interval()).toMillis()));
    }
  }
}
