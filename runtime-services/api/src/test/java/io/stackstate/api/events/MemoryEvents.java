package io.stackstate.api.events;

import io.stackstate.telemetry.EventStore;
import io.stackstate.telemetry.event.EventBucket;
import io.stackstate.telemetry.event.EventFilter;
import io.stackstate.telemetry.event.EventPage;
import io.stackstate.telemetry.event.EventsUnavailableException;
import io.stackstate.telemetry.event.StoredEvent;
import io.stackstate.telemetry.event.ValuePage;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Events in a list, filtered as the interface says. */
public final class MemoryEvents implements EventStore {
  private static final Comparator<StoredEvent> NEWEST_FIRST =
      Comparator.comparingLong(StoredEvent::eventTime).thenComparing(StoredEvent::id).reversed();

  private final List<StoredEvent> all;
  public volatile boolean away;

  public MemoryEvents(List<StoredEvent> all) {
    this.all = all.stream().sorted(NEWEST_FIRST).toList();
  }

  private Stream<StoredEvent> matching(EventFilter filter) throws EventsUnavailableException {
    if (away) {
      throw new EventsUnavailableException("Elasticsearch does not answer: Connection refused");
    }
    return all.stream()
        .filter(e -> e.eventTime() >= filter.from() && e.eventTime() <= filter.to())
        .filter(e -> isOf(e, filter.elements()))
        .filter(e -> isAny(filter.types(), List.of(e.typeKey())))
        .filter(e -> isAny(filter.categories(), List.of(e.category())))
        .filter(e -> isAny(filter.sources(), List.of(e.source())))
        .filter(e -> isAny(filter.tags(), e.tags()));
  }

  private static boolean isOf(StoredEvent event, EventFilter.Elements elements) {
    return elements == null
        || !Collections.disjoint(event.elements(), elements.ids())
        || !Collections.disjoint(event.elementIdentifiers(), elements.identifiers());
  }

  private static boolean isAny(List<String> wanted, List<String> found) {
    return wanted.isEmpty() || !Collections.disjoint(wanted, found);
  }

  @Override
  public EventPage find(EventFilter filter, Optional<EventPage.Cursor> after, int limit)
      throws EventsUnavailableException {
    List<StoredEvent> found = matching(filter).toList();
    Stream<StoredEvent> rest =
        found.stream()
            .filter(
                e ->
                    after.isEmpty()
                        || e.eventTime() < after.get().lastEventTime()
                        || e.eventTime() == after.get().lastEventTime()
                            && e.id().compareTo(after.get().lastEventId()) < 0);
    return new EventPage(rest.limit(limit).toList(), found.size());
  }

  @Override
  public Optional<StoredEvent> get(String id, long from, long to) {
    return all.stream()
        .filter(e -> e.id().equals(id) && e.eventTime() >= from && e.eventTime() <= to)
        .findFirst();
  }

  private ValuePage values(
      EventFilter filter, Function<StoredEvent, Stream<String>> of, String match, int limit)
      throws EventsUnavailableException {
    List<String> found =
        matching(filter).flatMap(of).filter(v -> v.contains(match)).distinct().sorted().toList();
    return new ValuePage(found.stream().limit(limit).toList(), found.size());
  }

  @Override
  public ValuePage types(EventFilter filter, String match, int limit)
      throws EventsUnavailableException {
    return values(filter, e -> Stream.of(e.type()), match, limit);
  }

  @Override
  public ValuePage sources(EventFilter filter, String match, int limit)
      throws EventsUnavailableException {
    return values(filter, e -> Stream.of(e.source()), match, limit);
  }

  @Override
  public ValuePage tags(EventFilter filter, String match, int limit)
      throws EventsUnavailableException {
    return values(filter, e -> e.tags().stream(), match, limit);
  }

  @Override
  public List<EventBucket> histogram(EventFilter filter, int buckets)
      throws EventsUnavailableException {
    long count = matching(filter).count();
    return List.of(
        new EventBucket(filter.from(), filter.to() + 1, count, Map.of("Changes", count)));
  }

  @Override
  public void close() {
    away = true;
  }
}
