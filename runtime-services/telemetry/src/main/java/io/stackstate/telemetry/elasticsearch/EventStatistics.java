package io.stackstate.telemetry.elasticsearch;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.DateHistogramBucket;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch._types.aggregations.TermsAggregation;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.util.NamedValue;
import io.stackstate.telemetry.event.EventBucket;
import io.stackstate.telemetry.event.EventFilter;
import io.stackstate.telemetry.event.EventGroup;
import io.stackstate.telemetry.event.ValuePage;
import io.stackstate.telemetry.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts events that are bound to elements, and lists the values that they have. Thread-safe. */
final class EventStatistics {
  /** Different values that are looked at. */
  private static final int MAX_VALUES = 10_000;

  private static final String BY_TIME = "time";
  private static final String VALUES = "values";

  private final ElasticsearchConnection connection;

  EventStatistics(ElasticsearchConnection connection) {
    this.connection = connection;
  }

  /** A field whose values can be listed. */
  enum Field {
    TYPE(EventQueries.TYPE),
    SOURCE(EventQueries.SOURCE),
    TAG(EventQueries.TAGS);

    private final String path;

    Field(String path) {
      this.path = path;
    }
  }

  /**
   * The values of a field that contain a text, whatever its case.
   *
   * @param match empty for all
   */
  ValuePage values(EventFilter filter, Field field, String match, int limit)
      throws StoreUnavailableException {
    if (filter.isVain()) {
      return new ValuePage(List.of(), 0);
    }
    TermsAggregation.Builder terms =
        new TermsAggregation.Builder()
            .field(field.path)
            .size(MAX_VALUES)
            .order(List.of(NamedValue.of("_key", SortOrder.Asc)));
    if (!match.isEmpty()) {
      terms.include(i -> i.regexp(MatchPattern.of(match)));
    }
    List<String> found =
        search(filter, VALUES, terms.build()._toAggregation())
            .map(values -> values.sterms().buckets().array())
            .orElse(List.of())
            .stream()
            .map(bucket -> bucket.key().stringValue())
            .filter(value -> !value.isEmpty())
            .toList();
    return new ValuePage(found.subList(0, Math.min(limit, found.size())), found.size());
  }

  /**
   * How many events there are in equal parts of the interval of the filter, in order of time, those
   * without any included.
   *
   * @param filter of times from 0 on
   * @param buckets how many parts, at most
   */
  List<EventBucket> histogram(EventFilter filter, int buckets) throws StoreUnavailableException {
    // Rounded up, and without a sum that is too large for an interval of all times.
    long width = Math.max(0, filter.to() - filter.from()) / buckets + 1;
    Map<Long, DateHistogramBucket> found = filter.isVain() ? Map.of() : counted(filter, width);
    List<EventBucket> all = new ArrayList<>();
    for (long i = 0; i < buckets && i * width <= filter.to() - filter.from(); i++) {
      long from = filter.from() + i * width;
      DateHistogramBucket bucket = found.get(i);
      all.add(
          bucket == null
              ? new EventBucket(from, from + width, 0, Map.of())
              : new EventBucket(from, from + width, bucket.docCount(), categories(bucket)));
    }
    return all;
  }

  private Map<Long, DateHistogramBucket> counted(EventFilter filter, long width)
      throws StoreUnavailableException {
    Aggregation byTime =
        Aggregation.of(
            a ->
                a.dateHistogram(
                        h ->
                            h.field(EventQueries.TIME)
                                .fixedInterval(t -> t.time(width + "ms"))
                                .offset(t -> t.time(filter.from() % width + "ms"))
                                .minDocCount(1))
                    .aggregations(VALUES, v -> v.terms(t -> t.field(EventQueries.CATEGORY))));
    Map<Long, DateHistogramBucket> found = new TreeMap<>();
    search(filter, BY_TIME, byTime)
        .map(buckets -> buckets.dateHistogram().buckets().array())
        .orElse(List.of())
        .forEach(bucket -> found.put((bucket.key() - filter.from()) / width, bucket));
    return found;
  }

  private static Map<String, Long> categories(DateHistogramBucket bucket) {
    Map<String, Long> counts = new TreeMap<>();
    for (StringTermsBucket category :
        bucket.aggregations().get(VALUES).sterms().buckets().array()) {
      counts.put(category.key().stringValue(), category.docCount());
    }
    return counts;
  }

  /** Empty while there is no index. */
  private Optional<Aggregate> search(EventFilter filter, String name, Aggregation aggregation)
      throws StoreUnavailableException {
    SearchResponse<Void> response =
        connection.send(
            client ->
                client.search(
                    r ->
                        r.index(EventGroup.TOPOLOGY.pattern())
                            .query(EventQueries.of(filter))
                            .size(0)
                            .aggregations(name, aggregation),
                    Void.class));
    return Optional.ofNullable(response.aggregations().get(name));
  }
}
