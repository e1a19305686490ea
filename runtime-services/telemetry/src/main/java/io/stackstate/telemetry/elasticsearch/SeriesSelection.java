package io.stackstate.telemetry.elasticsearch;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.stackstate.telemetry.metric.LabelFilter;
import io.stackstate.telemetry.metric.LabelMatcher;
import io.stackstate.telemetry.metric.MetricFields;
import io.stackstate.telemetry.metric.Samples;
import io.stackstate.telemetry.metric.SamplesCollector;
import io.stackstate.telemetry.metric.TooManyPointsException;
import io.stackstate.telemetry.store.StoreUnavailableException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds series by their labels, then their points. Elasticsearch leaves out what it can; the rest
 * is left out by the labels, before any point of it is read. Thread-safe.
 */
final class SeriesSelection {
  /** Series whose labels are looked at for one question. */
  private static final int MAX_SERIES = 50_000;

  private static final int SERIES_PAGE = 1_000;
  private static final List<SortOptions> BY_SERIES =
      List.of(MetricQueries.by(MetricQueries.SERIES, SortOrder.Asc));

  private final ElasticsearchConnection connection;
  private final PointColumns points;

  SeriesSelection(ElasticsearchConnection connection) {
    this.connection = connection;
    this.points = new PointColumns(connection);
  }

  /** What a document says about its series. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Labelled(String host, String metric, Map<String, String> tags) {}

  /**
   * Series with their points.
   *
   * @param to excluded
   */
  List<Samples> select(List<LabelFilter> filters, long from, long to, int maxSamples)
      throws StoreUnavailableException, TooManyPointsException {
    Map<String, Map<String, String>> labels = new LinkedHashMap<>();
    findSeries(filters, from, to, labels);
    SamplesCollector found = new SamplesCollector(labels, maxSamples);
    List<String> series = List.copyOf(labels.keySet());
    for (int first = 0; first < series.size(); first += SERIES_PAGE) {
      int last = Math.min(series.size(), first + SERIES_PAGE);
      points.read(series.subList(first, last), from, to, found);
    }
    return found.samples();
  }

  private void findSeries(
      List<LabelFilter> filters, long from, long to, Map<String, Map<String, String>> labels)
      throws StoreUnavailableException, TooManyPointsException {
    Query query = MetricQueries.fulfilling(filters, from, to);
    List<FieldValue> after = List.of();
    int seen = 0;
    do {
      SearchRequest request =
          page(query, after)
              .collapse(c -> c.field(MetricQueries.SERIES))
              .source(
                  s -> s.filter(f -> f.includes(MetricFields.HOST, MetricQueries.METRIC, "tags")))
              .build();
      SearchResponse<Labelled> response =
          connection.send(client -> client.search(request, Labelled.class));
      List<Hit<Labelled>> hits = response.hits().hits();
      for (Hit<Labelled> hit : hits) {
        Map<String, String> of = labels(hit.source());
        if (filters.stream().allMatch(filter -> filter.accepts(of))) {
          labels.put(hit.sort().get(0).stringValue(), of);
        }
      }
      seen += hits.size();
      if (seen > MAX_SERIES) {
        throw new TooManyPointsException(
            "found more than "
                + MAX_SERIES
                + " series to look at, expected labels that tell fewer of them");
      }
      after = hits.size() < SERIES_PAGE ? List.of() : hits.get(hits.size() - 1).sort();
    } while (!after.isEmpty());
  }

  private static Map<String, String> labels(Labelled document) {
    Map<String, String> labels = new HashMap<>();
    if (document.tags() != null) {
      labels.putAll(document.tags());
    }
    if (document.host() != null && !document.host().isEmpty()) {
      labels.put(MetricFields.HOST, document.host());
    }
    labels.put(LabelMatcher.NAME, document.metric());
    return labels;
  }

  private static SearchRequest.Builder page(Query query, List<FieldValue> after) {
    SearchRequest.Builder request =
        MetricQueries.request()
            .query(query)
            .sort(BY_SERIES)
            .size(SERIES_PAGE)
            .trackTotalHits(t -> t.enabled(false));
    return after.isEmpty() ? request : request.searchAfter(after);
  }
}
