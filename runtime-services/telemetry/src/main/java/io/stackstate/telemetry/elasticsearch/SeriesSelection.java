package io.stackstate.telemetry.elasticsearch;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
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

  /**
   * Each page goes through all points again, so there are few of them; 10,000 hits are the most.
   */
  private static final int MAX_PAGE = 10_000;

  /** Of series for one question about their points. */
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
    if (!findSeries(filters, from, to, Integer.MAX_VALUE, labels)) {
      throw tooMany();
    }
    SamplesCollector found = new SamplesCollector(labels, maxSamples);
    List<String> series = List.copyOf(labels.keySet());
    for (int first = 0; first < series.size(); first += SERIES_PAGE) {
      int last = Math.min(series.size(), first + SERIES_PAGE);
      points.read(series.subList(first, last), from, to, found);
    }
    return found.samples();
  }

  /**
   * The labels of series, each once: for each series one document is read, and no more of it.
   *
   * @param to excluded
   * @param enough how many series are looked for
   * @throws TooManyPointsException when none of the series that are looked at fulfils the filters,
   *     and there are more of them
   */
  List<Map<String, String>> labels(List<LabelFilter> filters, long from, long to, int enough)
      throws StoreUnavailableException, TooManyPointsException {
    Map<String, Map<String, String>> labels = new LinkedHashMap<>();
    if (!findSeries(filters, from, to, enough, labels) && labels.isEmpty()) {
      throw tooMany();
    }
    return labels.values().stream().distinct().limit(enough).toList();
  }

  private static TooManyPointsException tooMany() {
    return new TooManyPointsException(
        "found more than "
            + MAX_SERIES
            + " series to look at, expected labels that tell fewer of them");
  }

  /** Whether these are all, or enough. */
  private boolean findSeries(
      List<LabelFilter> filters,
      long from,
      long to,
      int enough,
      Map<String, Map<String, String>> labels)
      throws StoreUnavailableException {
    Query query = MetricQueries.fulfilling(filters, from, to);
    // Some of what Elasticsearch finds may be left out, so even for one series a page is not tiny.
    int size = Math.min(MAX_PAGE, Math.max(SERIES_PAGE, enough));
    List<FieldValue> after = List.of();
    int seen = 0;
    do {
      SearchRequest request = page(query, size, after);
      List<Hit<Labelled>> hits =
          connection.send(client -> client.search(request, Labelled.class)).hits().hits();
      for (Hit<Labelled> hit : hits) {
        Map<String, String> of = labels(hit.source());
        if (filters.stream().allMatch(filter -> filter.accepts(of))) {
          labels.put(hit.sort().get(0).stringValue(), of);
        }
      }
      seen += hits.size();
      after = hits.size() < size ? List.of() : hits.get(hits.size() - 1).sort();
    } while (!after.isEmpty() && labels.size() < enough && seen < MAX_SERIES);
    return after.isEmpty() || labels.size() >= enough;
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

  /** One document of each series, in the order of their keys. */
  private static SearchRequest page(Query query, int size, List<FieldValue> after) {
    SearchRequest.Builder request =
        MetricQueries.request()
            .query(query)
            .sort(BY_SERIES)
            .collapse(c -> c.field(MetricQueries.SERIES))
            .source(s -> s.filter(f -> f.includes(MetricFields.HOST, MetricQueries.METRIC, "tags")))
            .size(size)
            .trackTotalHits(t -> t.enabled(false));
    return (after.isEmpty() ? request : request.searchAfter(after)).build();
  }
}
