package io.stackstate.telemetry.elasticsearch;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeAggregate;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeAggregationSource;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeBucket;
import co.elastic.clients.elasticsearch._types.aggregations.MultiBucketBase;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import io.stackstate.model.metric.AggregationMethod;
import io.stackstate.model.metric.MetricPoint;
import io.stackstate.model.metric.MetricQuery;
import io.stackstate.telemetry.metric.MetricFields;
import io.stackstate.telemetry.metric.SeriesCollector;
import io.stackstate.telemetry.metric.TooManyPointsException;
import io.stackstate.telemetry.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks for one point for each bucket of time. Thread-safe. */
final class MetricAggregations {
  private static final String BUCKETS = "buckets";
  private static final String TIME_KEY = "time";
  private static final String OF_VALUES = "value";

  /** Each page looks at all points again, so there are few of them; 65,536 buckets are the most. */
  private static final int PAGE = 30_000;

  private static final int COMPRESSION = 200;

  private final ElasticsearchConnection connection;

  MetricAggregations(ElasticsearchConnection connection) {
    this.connection = connection;
  }

  /** The points of all that a query finds, in order; empty buckets have none. */
  List<MetricPoint> points(MetricQuery query) throws StoreUnavailableException {
    long size = query.aggregation().bucketMillis();
    SearchRequest request =
        MetricQueries.request()
            .query(MetricQueries.of(query))
            .size(0)
            .aggregations(
                BUCKETS,
                a ->
                    a.dateHistogram(
                            h ->
                                h.field(MetricQueries.TIME)
                                    .fixedInterval(t -> t.time(size + "ms"))
                                    .minDocCount(1))
                        .aggregations(ofValues(query.aggregation().method())))
            .build();
    Aggregate found = send(request);
    List<MetricPoint> points = new ArrayList<>();
    if (found != null) {
      AggregationMethod method = query.aggregation().method();
      found
          .dateHistogram()
          .buckets()
          .array()
          .forEach(bucket -> points.add(new MetricPoint(bucket.key(), value(bucket, method))));
    }
    return points;
  }

  /**
   * Gives the points of each group, in the order of the groups' values and of time. What lacks one
   * of the fields is in no group.
   */
  void groups(MetricQuery query, SeriesCollector to)
      throws StoreUnavailableException, TooManyPointsException {
    AggregationMethod method = query.aggregation().method();
    Map<String, FieldValue> after = Map.of();
    do {
      Aggregate found = send(page(query, after));
      if (found == null) {
        return;
      }
      CompositeAggregate composite = found.composite();
      List<CompositeBucket> buckets = composite.buckets().array();
      for (CompositeBucket bucket : buckets) {
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < query.groupBy().size(); i++) {
          groups.add(bucket.key().get(key(i)).stringValue());
        }
        long time = bucket.key().get(TIME_KEY).longValue();
        to.point(groups, new MetricPoint(time, value(bucket, method)));
      }
      after = buckets.size() < PAGE ? Map.of() : composite.afterKey();
    } while (!after.isEmpty());
  }

  private static SearchRequest page(MetricQuery query, Map<String, FieldValue> after) {
    List<Map<String, CompositeAggregationSource>> sources = new ArrayList<>();
    for (int i = 0; i < query.groupBy().size(); i++) {
      String field = MetricFields.path(query.groupBy().get(i));
      sources.add(Map.of(key(i), CompositeAggregationSource.of(s -> s.terms(t -> t.field(field)))));
    }
    String size = query.aggregation().bucketMillis() + "ms";
    sources.add(
        Map.of(
            TIME_KEY,
            CompositeAggregationSource.of(
                s ->
                    s.dateHistogram(
                        h -> h.field(MetricQueries.TIME).fixedInterval(t -> t.time(size))))));
    return MetricQueries.request()
        .query(MetricQueries.of(query))
        .size(0)
        .aggregations(
            BUCKETS,
            a ->
                a.composite(
                        c -> {
                          c.size(PAGE).sources(sources);
                          return after.isEmpty() ? c : c.after(after);
                        })
                    .aggregations(ofValues(query.aggregation().method())))
        .build();
  }

  /** The fields may have any name, those of the sources may not. */
  private static String key(int group) {
    return "group" + group;
  }

  /** Null while there is no index. */
  private Aggregate send(SearchRequest request) throws StoreUnavailableException {
    SearchResponse<Void> response = connection.send(client -> client.search(request, Void.class));
    return response.aggregations().get(BUCKETS);
  }

  private static Map<String, Aggregation> ofValues(AggregationMethod method) {
    String field = MetricQueries.VALUE;
    return switch (method) {
      case MEAN -> Map.of(OF_VALUES, Aggregation.of(a -> a.avg(v -> v.field(field))));
      case MAX -> Map.of(OF_VALUES, Aggregation.of(a -> a.max(v -> v.field(field))));
      case MIN -> Map.of(OF_VALUES, Aggregation.of(a -> a.min(v -> v.field(field))));
      case SUM, SUM_NO_ZEROS -> Map.of(OF_VALUES, Aggregation.of(a -> a.sum(v -> v.field(field))));
      case EVENT_COUNT, EVENT_COUNT_NO_ZEROS -> Map.of();
      default -> Map.of(OF_VALUES, percentile(method.percentile().orElseThrow()));
    };
  }

  private static Aggregation percentile(double percent) {
    return Aggregation.of(
        a ->
            a.percentiles(
                p ->
                    p.field(MetricQueries.VALUE)
                        .percents(percent)
                        .tdigest(t -> t.compression(COMPRESSION))));
  }

  private static double value(MultiBucketBase bucket, AggregationMethod method) {
    Aggregate of = bucket.aggregations().get(OF_VALUES);
    return switch (method) {
      case MEAN -> of.avg().value();
      case MAX -> of.max().value();
      case MIN -> of.min().value();
      case SUM, SUM_NO_ZEROS -> of.sum().value();
      case EVENT_COUNT, EVENT_COUNT_NO_ZEROS -> bucket.docCount();
      default ->
          of.tdigestPercentiles().values().keyed().values().stream()
              .mapToDouble(Double::parseDouble)
              .findFirst()
              .orElseThrow();
    };
  }
}
