package io.stackstate.telemetry.elasticsearch;

import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.json.JsonpUtils;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.stackstate.model.Json;
import io.stackstate.telemetry.metric.SamplesCollector;
import io.stackstate.telemetry.metric.TooManyPointsException;
import io.stackstate.telemetry.store.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.elasticsearch.client.Request;

/**
 * Reads the points of series as an aggregation with a bucket for each millisecond that has one: a
 * bucket costs a tenth of a hit, because no document is fetched for it. The answer is read as it
 * comes, for the same reason. Thread-safe.
 */
final class PointColumns {
  /** Elasticsearch makes up to 65,536 buckets for one answer, those of the series included. */
  private static final int MAX_POINTS = 60_000;

  private static final String OF_SERIES = "s";
  private static final String OF_TIME = "t";
  private static final String OF_VALUE = "v";
  private static final String SERIES_BUCKETS = "aggregations." + OF_SERIES + ".buckets";
  private static final String TIME_BUCKETS = SERIES_BUCKETS + "." + OF_TIME + ".buckets";
  private static final String COUNTS = SERIES_BUCKETS + ".key," + SERIES_BUCKETS + ".doc_count";
  private static final String POINTS =
      SERIES_BUCKETS + ".key," + TIME_BUCKETS + ".key," + TIME_BUCKETS + "." + OF_VALUE;

  private final ElasticsearchConnection connection;

  PointColumns(ElasticsearchConnection connection) {
    this.connection = connection;
  }

  /**
   * Gives the points of some series.
   *
   * @param series fewer than there may be buckets
   * @param to excluded
   */
  void read(List<String> series, long from, long to, SamplesCollector found)
      throws StoreUnavailableException, TooManyPointsException {
    Map<String, Integer> counts = counts(series, from, to);
    found.expect(counts.values().stream().mapToLong(Integer::longValue).sum());
    List<String> batch = new ArrayList<>();
    int points = 0;
    for (Map.Entry<String, Integer> each : counts.entrySet()) {
      int more = each.getValue() + 1;
      if (more > MAX_POINTS) {
        halves(each.getKey(), from, to, found);
        continue;
      }
      if (points + more > MAX_POINTS) {
        points(batch, from, to, found);
        batch.clear();
        points = 0;
      }
      batch.add(each.getKey());
      points += more;
    }
    if (!batch.isEmpty()) {
      points(batch, from, to, found);
    }
  }

  private void halves(String series, long from, long to, SamplesCollector found)
      throws StoreUnavailableException {
    long middle = from + (to - from) / 2;
    for (long[] half : new long[][] {{from, middle}, {middle, to}}) {
      int count = counts(List.of(series), half[0], half[1]).getOrDefault(series, 0);
      if (count >= MAX_POINTS) {
        halves(series, half[0], half[1], found);
      } else if (count > 0) {
        points(List.of(series), half[0], half[1], found);
      }
    }
  }

  private Map<String, Integer> counts(List<String> series, long from, long to)
      throws StoreUnavailableException {
    SearchRequest request =
        MetricQueries.request()
            .query(MetricQueries.of(series, from, to))
            .size(0)
            .aggregations(
                OF_SERIES, a -> a.terms(t -> t.field(MetricQueries.SERIES).size(series.size())))
            .build();
    Map<String, Integer> counts = new LinkedHashMap<>();
    send(
        request,
        COUNTS,
        in -> {
          String key = "";
          for (String field = field(in); field != null; field = field(in)) {
            if (field.equals("key")) {
              key = in.getText();
            } else if (field.equals("doc_count")) {
              counts.put(key, in.getIntValue());
            }
          }
        });
    return counts;
  }

  private void points(List<String> series, long from, long to, SamplesCollector found)
      throws StoreUnavailableException {
    SearchRequest request =
        MetricQueries.request()
            .query(MetricQueries.of(series, from, to))
            .size(0)
            .aggregations(
                OF_SERIES,
                a ->
                    a.terms(t -> t.field(MetricQueries.SERIES).size(series.size()))
                        .aggregations(
                            OF_TIME,
                            b ->
                                b.dateHistogram(
                                        h ->
                                            h.field(MetricQueries.TIME)
                                                .fixedInterval(t -> t.time("1ms"))
                                                .minDocCount(1))
                                    .aggregations(
                                        OF_VALUE, v -> v.max(m -> m.field(MetricQueries.VALUE)))))
            .build();
    send(request, POINTS, in -> points(in, found));
  }

  /** A key that is a text is that of a series; it comes before the buckets of its points. */
  private static void points(JsonParser in, SamplesCollector found) throws IOException {
    long time = 0;
    for (String field = field(in); field != null; field = field(in)) {
      switch (field) {
        case "key" -> {
          if (in.currentToken() == JsonToken.VALUE_STRING) {
            found.series(in.getText());
          } else {
            time = in.getLongValue();
          }
        }
        case "value" -> found.point(time, in.getDoubleValue());
        default -> {
          // An object or a list around them.
        }
      }
    }
  }

  /** The next field at any depth, at its value; null at the end. */
  private static String field(JsonParser in) throws IOException {
    for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
      if (token == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        return name;
      }
    }
    return null;
  }

  /** Reads an answer. */
  private interface Answer {
    void read(JsonParser in) throws IOException;
  }

  private void send(SearchRequest search, String fields, Answer answer)
      throws StoreUnavailableException {
    String body = JsonpUtils.toJsonString(search, new JacksonJsonpMapper());
    Request request = new Request("POST", "/" + String.join(",", search.index()) + "/_search");
    request.addParameter("filter_path", fields);
    request.addParameter("ignore_unavailable", "true");
    request.addParameter("allow_partial_search_results", "false");
    request.setJsonEntity(body);
    connection.send(
        client -> {
          RestClientTransport transport = (RestClientTransport) client._transport();
          try (InputStream content =
                  transport.restClient().performRequest(request).getEntity().getContent();
              JsonParser in = Json.mapper().getFactory().createParser(content)) {
            answer.read(in);
          }
          return fields;
        });
  }
}
