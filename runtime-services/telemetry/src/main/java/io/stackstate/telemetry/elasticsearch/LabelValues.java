package io.stackstate.telemetry.elasticsearch;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.util.NamedValue;
import io.stackstate.telemetry.metric.LabelFilter;
import io.stackstate.telemetry.metric.LabelMatcher;
import io.stackstate.telemetry.metric.MetricFields;
import io.stackstate.telemetry.store.StoreUnavailableException;
import java.util.List;

/**
 * Lists the values of a label without a look at each series: what people choose from while they
 * write a query. Thread-safe.
 */
final class LabelValues {
  private static final String VALUES = "values";

  /** Elasticsearch makes 65,536 buckets in one answer. */
  private static final int MOST = 50_000;

  private final ElasticsearchConnection connection;

  LabelValues(ElasticsearchConnection connection) {
    this.connection = connection;
  }

  /**
   * Whether Elasticsearch itself can tell them: it knows all that the filters say, and the label
   * stands in one field.
   */
  static boolean canTell(String label, List<LabelFilter> filters) {
    return !label.equals(MetricFields.HOST) && filters.stream().allMatch(LabelValues::isExact);
  }

  private static boolean isExact(LabelFilter filter) {
    boolean onlyWhatItNames = !filter.isNegative() && filter.values().isPresent();
    return !filter.label().equals(MetricFields.HOST)
        && (onlyWhatItNames || filter.label().equals(LabelMatcher.NAME) && filter.acceptsAnyText());
  }

  /**
   * In order, the empty one left out.
   *
   * @param to excluded
   */
  List<String> read(String label, List<LabelFilter> filters, long from, long to, int most)
      throws StoreUnavailableException {
    SearchRequest request =
        MetricQueries.request()
            .query(MetricQueries.fulfilling(filters, from, to))
            .size(0)
            .aggregations(
                VALUES,
                a ->
                    a.terms(
                        t ->
                            t.field(MetricQueries.fields(label).get(0))
                                .size(Math.min(most, MOST) + 1)
                                .order(NamedValue.of("_key", SortOrder.Asc))))
            .build();
    return connection
        .send(client -> client.search(request, Void.class))
        .aggregations()
        .get(VALUES)
        .sterms()
        .buckets()
        .array()
        .stream()
        .map(bucket -> bucket.key().stringValue())
        .filter(value -> !value.isEmpty())
        .limit(most)
        .toList();
  }
}
