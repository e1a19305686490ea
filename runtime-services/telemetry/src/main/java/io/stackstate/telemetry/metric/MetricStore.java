package io.stackstate.telemetry.metric;

import com.typesafe.config.Config;
import io.stackstate.model.metric.MetricQuery;
import io.stackstate.model.metric.TimeSeries;
import io.stackstate.telemetry.elasticsearch.ElasticsearchMetricStore;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Reads the metrics that are stored. Thread-safe. */
public interface MetricStore extends SampleSource, AutoCloseable {
  /** Most series that one question is answered with. */
  int MAX_SERIES = 1_000;

  /**
   * Makes one on Elasticsearch; connects when it is first asked.
   *
   * @param config the root; {@code stackstate.elasticsearch} and {@code
   *     stackstate.telemetry.metrics} are read from it
   * @param embedded where Elasticsearch is when configuration names no host; empty when nowhere
   * @throws IllegalArgumentException when a setting is wrong
   */
  static MetricStore create(Config config, Supplier<List<URI>> embedded) {
    return ElasticsearchMetricStore.create(config, embedded, InstantSource.system());
  }

  /**
   * What a query finds: one series without groups, even when it has no point, or one for each group
   * that has points, in the order of the groups' values.
   *
   * @throws TooManyPointsException when there are more than {@link #MAX_SERIES} groups, or more
   *     than {@link MetricQuery#MAX_POINTS} buckets
   */
  List<TimeSeries> query(MetricQuery query)
      throws MetricsUnavailableException, TooManyPointsException;

  @Override
  void close();
}
