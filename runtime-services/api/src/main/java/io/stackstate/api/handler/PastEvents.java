package io.stackstate.api.handler;

import io.stackstate.api.topology.Topologies;
import io.stackstate.api.topology.Topologies.SnapshotTimeoutException;
import io.stackstate.model.handler.EventHandlerSpec;
import io.stackstate.model.notification.PastEvent;
import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.telemetry.EventStore;
import io.stackstate.telemetry.event.EventFilter;
import io.stackstate.telemetry.event.EventPage;
import io.stackstate.telemetry.event.EventPage.Cursor;
import io.stackstate.telemetry.event.EventsUnavailableException;
import io.stackstate.telemetry.event.StoredEvent;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * The stored events that a handler reacts to, in the order of time, each with its elements as they
 * were then: the interval is read in parts, and the topology of the end of each part, or of its
 * begin for what is gone by then, stands for the whole part. For what came and went between the
 * two, that of the time of an event does. For one request.
 */
final class PastEvents {
  /** So many events are read at most. */
  static final int MOST = 50_000;

  private static final int PARTS = 48;
  private static final long LEAST_PART_MILLIS = 60_000;
  private static final int PAGE = 2_000;
  private static final int MOST_AT_ONCE = 500;

  /** Of single elements, and of the topology for those that were found, in all parts. */
  private static final int MOST_LOOK_UPS = 5_000;

  private static final int MOST_BETWEEN = 48;

  private final EventStore store;
  private final Topologies topologies;
  private final ElementHistories histories;
  private final InstantSource clock;
  private final Instant deadline;
  private final BooleanSupplier cancelled;
  private int read;
  private int withoutTopology;
  private int lookUps;
  private int between;

  /** Takes events as they are read. */
  interface Sink {
    void accept(List<PastEvent> events) throws IOException, InterruptedException;
  }

  /**
   * What was read.
   *
   * @param until the end of what was read, epoch milliseconds
   * @param stopped why that is not the end of the interval; null when it is
   * @param withoutTopology how many events have no element that was there, or is known of that time
   * @param partMillis for how long one snapshot of the topology stands
   */
  record Summary(long until, String stopped, int events, int withoutTopology, long partMillis) {}

  /**
   * @param deadline when to stop reading
   * @param cancelled whether nobody waits any more
   */
  PastEvents(
      EventStore store,
      Topologies topologies,
      ElementHistories histories,
      InstantSource clock,
      Instant deadline,
      BooleanSupplier cancelled) {
    this.store = store;
    this.topologies = topologies;
    this.histories = histories;
    this.clock = clock;
    this.deadline = deadline;
    this.cancelled = cancelled;
  }

  /**
   * Reads an interval, both ends included.
   *
   * @throws EventsUnavailableException when the store does not answer
   */
  Summary read(EventHandlerSpec spec, PastScope scope, long from, long to, Sink sink)
      throws EventsUnavailableException, IOException, InterruptedException {
    long part = Math.max(LEAST_PART_MILLIS, (to - from) / PARTS + 1);
    long until = from - 1;
    String stopped = null;
    for (long start = from; start <= to && stopped == null; start += part) {
      long end = Math.min(start + part - 1, to);
      if (cancelled.getAsBoolean() || !clock.instant().isBefore(deadline)) {
        stopped = "the time for one request is over";
      } else {
        Optional<List<StoredEvent>> events = events(StoredTriggers.filters(spec, start, end));
        if (events.isEmpty()) {
          stopped = "there are more than " + MOST + " events";
        } else {
          send(events.get(), scope, start, end, sink);
          until = end;
        }
      }
    }
    return new Summary(until, stopped, read, withoutTopology, part);
  }

  /** Of several filters, the oldest first; empty when there are too many. */
  private Optional<List<StoredEvent>> events(List<EventFilter> filters)
      throws EventsUnavailableException {
    Map<String, StoredEvent> found = new LinkedHashMap<>();
    for (EventFilter filter : filters) {
      Optional<Cursor> cursor = Optional.empty();
      EventPage page;
      do {
        page = store.find(filter, cursor, PAGE);
        if (read + Math.max(found.size(), page.total()) > MOST) {
          return Optional.empty();
        }
        page.items().forEach(event -> found.put(event.id(), event));
        cursor =
            page.items().isEmpty()
                ? Optional.empty()
                : Optional.of(cursor(page.items().get(page.items().size() - 1)));
      } while (page.items().size() == PAGE);
    }
    List<StoredEvent> sorted = new ArrayList<>(found.values());
    sorted.sort(Comparator.comparingLong(StoredEvent::eventTime).thenComparing(StoredEvent::id));
    return Optional.of(sorted);
  }

  private static Cursor cursor(StoredEvent event) {
    return new Cursor(event.eventTime(), event.id());
  }

  private void send(List<StoredEvent> events, PastScope scope, long start, long end, Sink sink)
      throws IOException, InterruptedException {
    if (events.isEmpty()) {
      return;
    }
    Part part = new Part(scope, start, end);
    List<PastEvent> out = new ArrayList<>();
    for (StoredEvent event : events) {
      PastEvent past = part.event(event);
      read++;
      withoutTopology += past.elements().isEmpty() ? 1 : 0;
      out.add(past);
      if (out.size() == MOST_AT_ONCE) {
        sink.accept(out);
        out = new ArrayList<>();
      }
    }
    if (!out.isEmpty()) {
      sink.accept(out);
    }
  }

  /** The topology of a part of the interval: three snapshots at a time at most. */
  private final class Part {
    private final PastScope scope;
    private final long start;
    private final Optional<PastTopology> atEnd;
    private Optional<PastTopology> atStart = Optional.empty();
    private Optional<PastTopology> inBetween = Optional.empty();
    private final PassingElements passing;

    Part(PastScope scope, long start, long end) throws InterruptedException {
      this.scope = scope;
      this.start = start;
      this.atEnd = topology(end, scope);
      this.passing = new PassingElements(histories, start, end, PastEvents.this::mayLookUp);
    }

    PastEvent event(StoredEvent event) throws InterruptedException {
      PastEvent past = PastTopology.event(event, atEnd);
      if (past.elements().isEmpty()) {
        atStart = atStart.isPresent() ? atStart : topology(start, scope);
        past = PastTopology.event(event, atStart);
      }
      if (past.elements().isEmpty() && atStart.isPresent()) {
        past = PastTopology.event(event, inBetween);
      }
      return past.elements().isEmpty() && atStart.isPresent() ? passing(event) : past;
    }

    private PastEvent passing(StoredEvent event) throws InterruptedException {
      OptionalLong moment = between < MOST_BETWEEN ? passing.moment(event) : OptionalLong.empty();
      if (moment.isPresent()) {
        between++;
        inBetween = topology(moment.getAsLong(), scope);
      }
      return PastTopology.event(event, inBetween);
    }
  }

  private boolean mayLookUp() {
    return lookUps++ < MOST_LOOK_UPS && clock.instant().isBefore(deadline);
  }

  /** Empty when it is not known any more, or not yet. */
  private Optional<PastTopology> topology(long time, PastScope scope) throws InterruptedException {
    try {
      return Optional.of(new PastTopology(topologies.at(time, deadline), scope));
    } catch (DataUnavailableException | SnapshotTimeoutException e) {
      return Optional.empty();
    }
  }
}
