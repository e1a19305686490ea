package io.stackstate.telemetry.elasticsearch;

import com.typesafe.config.Config;
import io.stackstate.telemetry.EventStore;
import io.stackstate.telemetry.event.EventBucket;
import io.stackstate.telemetry.event.EventFilter;
import io.stackstate.telemetry.event.EventPage;
import io.stackstate.telemetry.event.EventsUnavailableException;
import io.stackstate.telemetry.event.StoredEvent;
import io.stackstate.telemetry.event.ValuePage;
import io.stackstate.telemetry.store.StoreUnavailableException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Events in the indices that {@link DocumentIndexer} writes. Thread-safe. */
public final class ElasticsearchEventStore implements EventStore {
  private final ElasticsearchConnection connection;
  private final EventSearch search;
  private final EventStatistics statistics;

  private ElasticsearchEventStore(ElasticsearchConnection connection) {
    this.connection = connection;
    this.search = new EventSearch(connection);
    this.statistics = new EventStatistics(connection);
  }

  /** See {@link EventStore#create}. */
  public static EventStore create(Config config, Supplier<List<URI>> embedded) {
    return new ElasticsearchEventStore(
        new ElasticsearchConnection(ElasticsearchSettings.of(config), embedded));
  }

  @Override
  public EventPage find(EventFilter filter, Optional<EventPage.Cursor> after, int limit)
      throws EventsUnavailableException {
    return ask(() -> search.find(filter, after, limit));
  }

  @Override
  public Optional<StoredEvent> get(String id, long from, long to)
      throws EventsUnavailableException {
    return ask(() -> search.get(id, from, to));
  }

  @Override
  public ValuePage types(EventFilter filter, String match, int limit)
      throws EventsUnavailableException {
    return ask(() -> statistics.values(filter, EventStatistics.Field.TYPE, match, limit));
  }

  @Override
  public ValuePage sources(EventFilter filter, String match, int limit)
      throws EventsUnavailableException {
    return ask(() -> statistics.values(filter, EventStatistics.Field.SOURCE, match, limit));
  }

  @Override
  public ValuePage tags(EventFilter filter, String match, int limit)
      throws EventsUnavailableException {
    return ask(() -> statistics.values(filter, EventStatistics.Field.TAG, match, limit));
  }

  @Override
  public List<EventBucket> histogram(EventFilter filter, int buckets)
      throws EventsUnavailableException {
    return ask(() -> statistics.histogram(filter, buckets));
  }

  private interface Question<T> {
    T ask() throws StoreUnavailableException;
  }

  private static <T> T ask(Question<T> question) throws EventsUnavailableException {
    try {
      return question.ask();
    } catch (StoreUnavailableException e) {
      throw new EventsUnavailableException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
