package io.stackstate.api.events;

import io.stackstate.api.http.ApiException;
import io.stackstate.api.problem.CausingEvent;
import io.stackstate.api.problem.CausingEventSource;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Problem;
import io.stackstate.telemetry.EventStore;
import io.stackstate.telemetry.event.EventFilter.Elements;
import io.stackstate.telemetry.event.EventsUnavailableException;
import io.stackstate.telemetry.event.StoredEvent;
import io.stackstate.topology.TopologySnapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.roaringbitmap.IntIterator;

/** The stored events about the members of problems. Thread-safe. */
public final class StoredCausingEvents implements CausingEventSource {
  /** Before the first unhealthy time and after it. */
  private static final int MOST_OF_EACH = 2_000;

  private final EventStore store;
  private final Duration kept;
  private final InstantSource clock;

  /**
   * @param kept how long events are kept
   */
  public StoredCausingEvents(EventStore store, Duration kept, InstantSource clock) {
    this.store = store;
    this.kept = kept;
    this.clock = clock;
  }

  @Override
  public long keptSinceMillis() {
    return clock.millis() - kept.toMillis();
  }

  @Override
  public List<CausingEvent> find(
      TopologySnapshot snapshot, boolean scoped, Problem problem, long fromMillis, long toMillis) {
    Elements members = members(snapshot, problem);
    EventWriter writer = new EventWriter(snapshot, scoped);
    long first = Math.min(problem.firstUnhealthyAt(), toMillis);
    List<CausingEvent> found = new ArrayList<>();
    try {
      // Apart, so that the noise of a large problem does not displace what was before it.
      for (StoredEvent event : store.causing(members, fromMillis, first, List.of(), MOST_OF_EACH)) {
        found.add(event(snapshot, writer, event));
      }
      if (first < toMillis) {
        for (StoredEvent event :
            store.causing(members, first + 1, toMillis, List.of(), MOST_OF_EACH)) {
          found.add(event(snapshot, writer, event));
        }
      }
    } catch (EventsUnavailableException e) {
      throw ApiException.of(503, "events cannot be read: " + e.getMessage());
    }
    return found;
  }

  private static CausingEvent event(
      TopologySnapshot snapshot, EventWriter writer, StoredEvent event) {
    EventWriter.Found about = writer.find(event);
    List<Long> elements = new ArrayList<>();
    for (IntIterator i = about.components().getIntIterator(); i.hasNext(); ) {
      elements.add(snapshot.componentId(i.next()));
    }
    for (IntIterator i = about.relations().getIntIterator(); i.hasNext(); ) {
      elements.add(snapshot.relationId(i.next()));
    }
    return new CausingEvent(
        event.id(),
        event.type(),
        event.category(),
        event.eventTime(),
        elements,
        out -> writer.write(out, event));
  }

  /** Those that the caller may see. */
  private static Elements members(TopologySnapshot snapshot, Problem problem) {
    List<Long> ids = new ArrayList<>();
    Set<String> identifiers = new LinkedHashSet<>();
    List<Problem.Cause> causes = new ArrayList<>(problem.contributing());
    causes.add(problem.rootCause());
    for (Problem.Cause cause : causes) {
      int ordinal = snapshot.componentOrdinal(cause.elementId());
      if (ordinal >= 0) {
        Component component = snapshot.component(ordinal);
        ids.add(component.id());
        identifiers.addAll(component.identifiers());
      } else if (snapshot.relationOrdinal(cause.elementId()) >= 0) {
        ids.add(cause.elementId());
      }
    }
    return new Elements(ids, List.copyOf(identifiers));
  }
}
