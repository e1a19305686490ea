package io.stackstate.telemetry.elasticsearch;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.typesafe.config.Config;
import io.stackstate.model.metric.MetricPoint;
import io.stackstate.model.metric.MetricQuery;
import io.stackstate.model.metric.TimeSeries;
import io.stackstate.telemetry.metric.Buckets;
import io.stackstate.telemetry.metric.LabelFilter;
import io.stackstate.telemetry.metric.LabelMatcher;
import io.stackstate.telemetry.metric.MetricStore;
import io.stackstate.telemetry.metric.MetricsUnavailableException;
import io.stackstate.telemetry.metric.Samples;
import io.stackstate.telemetry.metric.SeriesCollector;
import io.stackstate.telemetry.metric.TooManyPointsException;
import io.stackstate.telemetry.metric.ZeroFill;
import io.stackstate.telemetry.store.StoreUnavailableException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Metrics in daily indices {@code sts_multi_metrics-*}, each of which is a time series index: one
 * document per metric, identified by its {@code series} and {@code @timestamp}, so that a point is
 * there once, however often it is written.
 *
 * <p>They are indices, not one data stream: a data stream takes points of the last hours only and
 * would need a second, plain one beside it for others; an index per day takes them all, and the
 * distribution that runs on one machine has no data streams. Thread-safe.
 */
public final class ElasticsearchMetricStore implements MetricStore {
  /** Points of all series of one answer. */
  private static final int MAX_ANSWER = 1_000_000;

  private final ElasticsearchConnection connection;
  private final MetricAggregations aggregations;
  private final SeriesSelection selection;
  private final LabelValues values;
  private final ZeroFill zeros;
  private final InstantSource clock;

  private ElasticsearchMetricStore(
      ElasticsearchConnection connection, ZeroFill zeros, InstantSource clock) {
    this.connection = connection;
    this.aggregations = new MetricAggregations(connection);
    this.selection = new SeriesSelection(connection);
    this.values = new LabelValues(connection);
    this.zeros = zeros;
    this.clock = clock;
  }

  /** See {@link MetricStore#create}. */
  public static MetricStore create(
      Config config, Supplier<List<URI>> embedded, InstantSource clock) {
    return new ElasticsearchMetricStore(
        new ElasticsearchConnection(ElasticsearchSettings.of(config), embedded),
        new ZeroFill(config.getDuration("stackstate.telemetry.metrics.zeroFillDelay")),
        clock);
  }

  @Override
  public List<TimeSeries> query(MetricQuery query)
      throws MetricsUnavailableException, TooManyPointsException {
    if (query.aggregation() == null) {
      return ask(() -> List.of(new TimeSeries(Map.of(), raw(query))));
    }
    requireFewBuckets(query);
    return ask(() -> query.groupBy().isEmpty() ? single(query) : grouped(query));
  }

  private static void requireFewBuckets(MetricQuery query) throws TooManyPointsException {
    long size = query.aggregation().bucketMillis();
    long buckets = Buckets.count(query.startMillis(), query.endMillis(), size);
    if (buckets > MetricQuery.MAX_POINTS) {
      throw new TooManyPointsException(
          "bucketMillis: found "
              + size
              + ", which makes "
              + buckets
              + " buckets, expected at most "
              + MetricQuery.MAX_POINTS);
    }
  }

  private List<MetricPoint> raw(MetricQuery query) throws StoreUnavailableException {
    SearchRequest request =
        MetricQueries.request()
            .query(MetricQueries.of(query))
            .sort(
                MetricQueries.by(MetricQueries.TIME, SortOrder.Desc),
                MetricQueries.by(MetricQueries.SERIES, SortOrder.Desc),
                MetricQueries.by(MetricQueries.VALUE, SortOrder.Desc))
            .size(query.limit())
            .trackTotalHits(t -> t.enabled(false))
            .build();
    SearchResponse<Void> response = connection.send(client -> client.search(request, Void.class));
    List<MetricPoint> points = new ArrayList<>();
    for (Hit<Void> hit : response.hits().hits()) {
      List<FieldValue> sort = hit.sort();
      points.add(new MetricPoint(sort.get(0).longValue(), number(sort.get(2))));
    }
    Collections.reverse(points);
    return points;
  }

  /**
   * Values come as what points are sorted by: that is read from columns, while the document itself
   * would have to be put together again. JSON does not tell whole numbers of both kinds apart.
   */
  private static double number(FieldValue value) {
    return value.isLong() ? value.longValue() : value.doubleValue();
  }

  private List<TimeSeries> single(MetricQuery query) throws StoreUnavailableException {
    return List.of(new TimeSeries(Map.of(), filled(query, aggregations.points(query))));
  }

  private List<TimeSeries> grouped(MetricQuery query)
      throws StoreUnavailableException, TooManyPointsException {
    SeriesCollector collector = new SeriesCollector(query.groupBy(), MAX_SERIES, MAX_ANSWER);
    aggregations.groups(query, collector);
    List<TimeSeries> series = new ArrayList<>();
    for (TimeSeries found : collector.series()) {
      series.add(new TimeSeries(found.groups(), filled(query, found.points())));
    }
    return series;
  }

  private List<MetricPoint> filled(MetricQuery query, List<MetricPoint> points) {
    return zeros.fill(
        points, query.aggregation(), query.startMillis(), query.endMillis(), clock.millis());
  }

  @Override
  public List<Samples> select(
      List<LabelMatcher> matchers, long fromMillis, long toMillis, int maxSamples)
      throws MetricsUnavailableException, TooManyPointsException {
    List<LabelFilter> filters = filters(matchers);
    return ask(() -> selection.select(filters, fromMillis, toMillis + 1, maxSamples));
  }

  @Override
  public List<Map<String, String>> series(
      List<LabelMatcher> matchers, long fromMillis, long toMillis, int maxSeries)
      throws MetricsUnavailableException, TooManyPointsException {
    List<LabelFilter> filters = filters(matchers);
    return ask(() -> selection.labels(filters, fromMillis, toMillis + 1, maxSeries));
  }

  @Override
  public List<String> values(
      String label, List<LabelMatcher> matchers, long fromMillis, long toMillis, int maxValues)
      throws MetricsUnavailableException, TooManyPointsException {
    List<LabelFilter> filters = filters(matchers);
    if (!LabelValues.canTell(label, filters)) {
      return MetricStore.super.values(label, matchers, fromMillis, toMillis, maxValues);
    }
    return ask(() -> values.read(label, filters, fromMillis, toMillis + 1, maxValues));
  }

  private static List<LabelFilter> filters(List<LabelMatcher> matchers) {
    List<LabelFilter> filters = matchers.stream().map(LabelFilter::new).toList();
    if (filters.stream().allMatch(filter -> filter.accepts(""))) {
      throw new IllegalArgumentException(
          "matchers: found " + matchers + ", expected one that no empty value fulfils");
    }
    return filters;
  }

  private interface Question<T> {
    T ask() throws StoreUnavailableException, TooManyPointsException;
  }

  private static <T> T ask(Question<T> question)
      throws MetricsUnavailableException, TooManyPointsException {
    try {
      return question.ask();
    } catch (StoreUnavailableException e) {
      throw new MetricsUnavailableException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
