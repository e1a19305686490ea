package io.stackstate.telemetry.metric;

import com.typesafe.config.Config;
import io.stackstate.telemetry.elasticsearch.ElasticsearchMetricStore;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Reads the metrics that are stored. Thread-safe. */
public interface MetricStore extends SampleSource, SeriesSource, TimeSeriesSource, AutoCloseable {
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

  @Override
  void close();
}
