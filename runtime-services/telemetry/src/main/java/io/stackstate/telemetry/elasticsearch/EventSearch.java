package io.stackstate.telemetry.elasticsearch;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import io.stackstate.telemetry.event.EventFilter;
import io.stackstate.telemetry.event.EventGroup;
import io.stackstate.telemetry.event.EventPage;
import io.stackstate.telemetry.event.StoredEvent;
import io.stackstate.telemetry.store.StoreUnavailableException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Finds events that are bound to elements. Thread-safe. */
final class EventSearch {
  private static final List<SortOptions> NEWEST_FIRST =
      List.of(
          SortOptions.of(s -> s.field(f -> f.field(EventQueries.TIME).order(SortOrder.Desc))),
          SortOptions.of(s -> s.field(f -> f.field(EventQueries.ID).order(SortOrder.Desc))));

  private final ElasticsearchConnection connection;

  EventSearch(ElasticsearchConnection connection) {
    this.connection = connection;
  }

  /**
   * The newest events.
   *
   * @param after the last one of the page before; empty for the first page
   * @param limit how many, 1 to {@link io.stackstate.telemetry.EventStore#MAX_PAGE}
   */
  EventPage find(EventFilter filter, Optional<EventPage.Cursor> after, int limit)
      throws StoreUnavailableException {
    if (filter.isVain()) {
      return EventPage.EMPTY;
    }
    SearchRequest.Builder request =
        new SearchRequest.Builder()
            .index(EventGroup.TOPOLOGY.pattern())
            .query(EventQueries.of(filter))
            .sort(NEWEST_FIRST)
            .size(limit)
            .trackTotalHits(t -> t.enabled(true));
    after.ifPresent(
        cursor ->
            request.searchAfter(
                List.of(
                    FieldValue.of(cursor.lastEventTime()), FieldValue.of(cursor.lastEventId()))));
    SearchRequest built = request.build();
    SearchResponse<StoredEvent> found =
        connection.send(client -> client.search(built, StoredEvent.class));
    List<StoredEvent> items =
        found.hits().hits().stream().map(Hit::source).filter(Objects::nonNull).toList();
    return new EventPage(items, found.hits().total() == null ? 0 : found.hits().total().value());
  }

  /** The event with this id that lies in an interval, both ends included. */
  Optional<StoredEvent> get(String id, long from, long to) throws StoreUnavailableException {
    SearchResponse<StoredEvent> found =
        connection.send(
            client ->
                client.search(
                    r ->
                        r.index(EventGroup.TOPOLOGY.pattern())
                            .query(q -> q.term(t -> t.field(EventQueries.ID).value(id)))
                            .size(1),
                    StoredEvent.class));
    return found.hits().hits().stream()
        .map(Hit::source)
        .filter(event -> event != null && event.eventTime() >= from && event.eventTime() <= to)
        .findFirst();
  }
}
