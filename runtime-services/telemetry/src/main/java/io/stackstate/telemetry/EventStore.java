package io.stackstate.telemetry;

import com.typesafe.config.Config;
import io.stackstate.telemetry.elasticsearch.ElasticsearchEventStore;
import io.stackstate.telemetry.event.EventBucket;
import io.stackstate.telemetry.event.EventFilter;
import io.stackstate.telemetry.event.EventPage;
import io.stackstate.telemetry.event.EventsUnavailableException;
import io.stackstate.telemetry.event.StoredEvent;
import io.stackstate.telemetry.event.ValuePage;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads the events that are stored, those bound to elements (health sheet, section 8.4). Every
 * question throws {@link EventsUnavailableException} while the store does not answer, and works
 * again when it does. Thread-safe.
 */
public interface EventStore extends AutoCloseable {
  /** Events in one page. */
  int MAX_PAGE = 10_000;

  /**
   * Makes one on Elasticsearch; connects when it is first asked.
   *
   * @param config the root; {@code stackstate.elasticsearch} is read from it
   * @param embedded where Elasticsearch is when configuration names no host; empty when nowhere
   * @throws IllegalArgumentException when a setting is wrong
   */
  static EventStore create(Config config, Supplier<List<URI>> embedded) {
    return ElasticsearchEventStore.create(config, embedded);
  }

  /**
   * Events, the newest first.
   *
   * @param after the last event of the page before
   * @param limit 1 to {@link #MAX_PAGE}
   */
  EventPage find(EventFilter filter, Optional<EventPage.Cursor> after, int limit)
      throws EventsUnavailableException;

  /** The event with this id, when its time lies in the interval, both ends included. */
  Optional<StoredEvent> get(String id, long from, long to) throws EventsUnavailableException;

  /**
   * What happened to some elements: their newest events of some types, in order of time.
   *
   * @param elements whose events
   * @param from epoch milliseconds, included, as is {@code to}
   * @param types in any spelling; without any all that lists show
   * @param limit 1 to {@link #MAX_PAGE}; of more events the oldest are left out
   */
  default List<StoredEvent> causing(
      EventFilter.Elements elements, long from, long to, List<String> types, int limit)
      throws EventsUnavailableException {
    EventFilter filter = EventFilter.between(from, to).of(elements).ofTypes(types);
    List<StoredEvent> found = new ArrayList<>(find(filter, Optional.empty(), limit).items());
    Collections.reverse(found);
    return found;
  }

  /**
   * The types that events have, as they were sent.
   *
   * @param match those that contain this text, whatever its case; empty for all
   */
  ValuePage types(EventFilter filter, String match, int limit) throws EventsUnavailableException;

  /** Likewise their sources. */
  ValuePage sources(EventFilter filter, String match, int limit) throws EventsUnavailableException;

  /** Likewise their tags, as {@code key:value}. */
  ValuePage tags(EventFilter filter, String match, int limit) throws EventsUnavailableException;

  /**
   * How many events there are in equal parts of the filter's interval, in order.
   *
   * @param buckets how many parts at most, from 1
   */
  List<EventBucket> histogram(EventFilter filter, int buckets) throws EventsUnavailableException;

  @Override
  void close();
}
