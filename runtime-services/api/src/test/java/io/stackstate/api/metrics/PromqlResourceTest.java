package io.stackstate.api.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.api.HttpApi;
import io.stackstate.api.HttpApi.Reply;
import io.stackstate.api.TestRoutes;
import io.stackstate.api.auth.Caller;
import io.stackstate.api.auth.Permission;
import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.telemetry.metric.LabelFilter;
import io.stackstate.telemetry.metric.LabelMatcher;
import io.stackstate.telemetry.metric.MetricsUnavailableException;
import io.stackstate.telemetry.metric.Samples;
import io.stackstate.telemetry.promql.PromqlEngine;
import io.stackstate.telemetry.promql.PromqlLimits;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromqlResourceTest {
  private static final long NOW = 1_672_531_200_000L;
  private final List<Samples> stored =
      List.of(series("load", "h1", 1), series("load", "h2", 2), series("up", "h1", 3));
  private String outage;
  private final PromqlEngine engine =
      new PromqlEngine(this::select, new PromqlLimits(100_000, Duration.ofSeconds(10)));
  private final HttpApi http =
      TestRoutes.serve(
          routes -> resource(InstantSource.fixed(Instant.ofEpochMilli(NOW))).bind(routes));

  @AfterEach
  void stop() {
    http.close();
  }

  /** A point each minute of the last ten. */
  private static Samples series(String name, String host, double value) {
    long[] times = new long[10];
    double[] values = new double[10];
    for (int i = 0; i < times.length; i++) {
      times[i] = NOW - (9 - i) * 60_000;
      values[i] = value + i / 10.0;
    }
    return new Samples(Map.of("__name__", name, "host", host), times, values);
  }

  private List<Samples> select(List<LabelMatcher> matchers, long from, long to, int most)
      throws MetricsUnavailableException {
    if (outage != null) {
      throw new MetricsUnavailableException(outage);
    }
    List<LabelFilter> filters = matchers.stream().map(LabelFilter::new).toList();
    return stored.stream()
        .filter(series -> filters.stream().allMatch(filter -> filter.accepts(series.labels())))
        .toList();
  }

  private List<Map<String, String>> labels(
      List<LabelMatcher> matchers, long from, long to, int most)
      throws MetricsUnavailableException {
    return select(matchers, from, to, most).stream().map(Samples::labels).limit(most).toList();
  }

  private PromqlResource resource(InstantSource clock) {
    return new PromqlResource(engine, this::labels, 4, clock);
  }

  private Reply get(String path, String query) throws Exception {
    return http.get(path + "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
  }

  @Test
  void anInstantQueryIsAVectorOfSecondsAndTexts() throws Exception {
    for (String base : List.of("/api/metrics", "/prometheus/api/v1")) {
      Reply reply = get(base + "/query?", "load{host=\"h1\"}");
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.contentType()).isEqualTo("application/json");
      assertThat(reply.raw().body())
          .isEqualTo(
              "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":"
                  + "{\"__name__\":\"load\",\"host\":\"h1\"},"
                  + "\"value\":[1672531200.000,\"1.9\"]}]}}");
    }
  }

  @Test
  void otherResultsHaveTheirOwnTypes() throws Exception {
    assertThat(get("/api/metrics/query?", "1/0").json().at("/data").toString())
        .isEqualTo("{\"resultType\":\"scalar\",\"result\":[1.6725312E9,\"+Inf\"]}");
    assertThat(get("/api/metrics/query?", "'a'").json().at("/data/resultType").asText())
        .isEqualTo("string");
    JsonNode matrix = get("/api/metrics/query?", "up[3m]").json().at("/data");
    assertThat(matrix.path("resultType").asText()).isEqualTo("matrix");
    assertThat(matrix.at("/result/0/values")).hasSize(3);
  }

  @Test
  void aRangeQueryIsAMatrixAndAFormMayAskForIt() throws Exception {
    String form = "query=sum(load)&start=2022-12-31T23:58:00Z&end=1672531200&step=60&timeout=5s";
    Reply reply =
        http.send(
            http.request("/prometheus/api/v1/query_range")
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    assertThat(reply.json().at("/data/result/0/values").toString())
        .isEqualTo("[[1.67253108E9,\"4.4\"],[1.67253114E9,\"4.6\"],[1.6725312E9,\"4.8\"]]");
    assertThat(reply.raw().body()).contains("[1672531080.000,\"4.4\"]");
    assertThat(http.get("/api/metrics/query_range?" + form).raw().body())
        .isEqualTo(reply.raw().body());
  }

  @ParameterizedTest
  @CsvSource({
    "1672531200, 1672531200.000",
    "1672531200.5, 1672531200.500",
    "2023-01-01T00:00:00Z, 1672531200.000",
    "2023-01-01T01:00:00.250%2B01:00, 1672531200.250",
    "1672531200000, 1672531200.000",
    "4, 4.000"
  })
  void timesHaveManyForms(String time, String shown) throws Exception {
    assertThat(http.get("/api/metrics/query?query=1%2B1&time=" + time).raw().body())
        .contains("[" + shown + ",\"2\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "query? | 400 | bad_data | query: found nothing, expected an expression in PromQL",
        "query?query=1&time=16725312000 | 400 | bad_data | time: found \"16725312000\", expected",
        "query?query=1&time=yesterday | 400 | bad_data | time: found \"yesterday\", expected",
        "query?query=1&timeout=fast | 400 | bad_data | timeout: found \"fast\", expected",
        "query?query=rate(a | 400 | bad_data | invalid expression: 1:7: parse error: unexpected",
        "query_range?query=1&start=1&end=2 | 400 | bad_data | step: found nothing, expected",
        "query_range?query=1&start=1&step=1 | 400 | bad_data | end: found nothing, expected",
        "query_range?query=1&start=2&end=1&step=1 | 400 | bad_data | end: found a time before",
        "query_range?query=1&start=0&end=12000&step=1 | 400 | bad_data | exceeded maximum",
        "query_range?query=a%5B1m%5D&start=0&end=1&step=1 | 400 | bad_data | invalid expression",
        "query?query=up%2Bon()load | 422 | execution | found duplicate series for the match group",
        "query?query=sum_over_time(vector(1)%5B1d%3A1ms%5D) | 422 | execution | query processing",
        "series | 400 | bad_data | match[]: found nothing, expected a selector of series",
        "series?match%5B%5D=sum(a) | 400 | bad_data | invalid expression: 1:1: parse error",
        "labels?start=2&end=1 | 400 | bad_data | end: found a time before start",
        "query_exemplars?query=up | 400 | bad_data | start: found nothing, expected a time"
      })
  void errorsHaveTheSameEnvelope(String path, int status, String kind, String message)
      throws Exception {
    Reply reply = http.get("/api/metrics/" + path);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.json().path("status").asText()).isEqualTo("error");
    assertThat(reply.json().path("errorType").asText()).isEqualTo(kind);
    assertThat(reply.json().path("error").asText()).startsWith(message);
  }

  @Test
  void withoutAStoreItIsUnavailableAndTimeIsUpInTime() throws Exception {
    outage = "nobody at home";
    Reply away = get("/api/metrics/query?", "up");
    assertThat(away.status()).isEqualTo(503);
    assertThat(away.json().path("error").asText())
        .isEqualTo("metrics cannot be read: nobody at home");
    Reply late =
        get(
            "/api/metrics/query?timeout=1ms&",
            "sum_over_time(vector(1)[20s:1ms])" + "+1".repeat(99));
    assertThat(late.status()).isIn(200, 503);
  }

  @Test
  void labelsValuesAndSeriesAreListed() throws Exception {
    assertThat(http.get("/api/metrics/labels").json().path("data").toString())
        .isEqualTo("[\"__name__\",\"host\"]");
    assertThat(http.get("/prometheus/api/v1/label/__name__/values").json().path("data").toString())
        .isEqualTo("[\"load\",\"up\"]");
    assertThat(
            http.get("/api/metrics/label/host/values?match%5B%5D=up")
                .json()
                .path("data")
                .toString())
        .isEqualTo("[\"h1\"]");
    JsonNode series =
        http.get("/api/metrics/series?match%5B%5D=up&match%5B%5D=%7Bhost%3D%22h1%22%7D")
            .json()
            .path("data");
    assertThat(series).hasSize(2);
    assertThat(http.get("/api/metrics/labels?limit=1").json().path("data")).hasSize(1);
  }

  @Test
  void whatIsNotStoredIsEmpty() throws Exception {
    JsonNode exemplars = http.get("/api/metrics/query_exemplars?query=up&start=1&end=2").json();
    assertThat(exemplars.path("data")).isEmpty();
    assertThat(exemplars.at("/warnings/0").asText()).isEqualTo("exemplars are not stored");
    assertThat(http.get("/prometheus/api/v1/metadata").json().path("data")).isEmpty();
    assertThat(http.get("/prometheus/api/v1/status/buildinfo").json().at("/data/version").asText())
        .startsWith("3.");
    assertThat(http.get("/prometheus/api/v1/nothing").status()).isEqualTo(404);
  }

  @Test
  void itNeedsATokenAndThePermission() throws Exception {
    assertThat(http.send(http.anonymous("/prometheus/api/v1/query?query=1").GET()).status())
        .isEqualTo(401);
    assertThat(
            http.send(
                    http.anonymous("/prometheus/api/v1/query?query=1")
                        .header("X-API-Key", HttpApi.TOKEN)
                        .GET())
                .status())
        .isEqualTo(200);
    Caller other = new Caller("other", Set.of(Permission.ACCESS_EXPLORE), List.of());
    try (HttpApi limited =
        TestRoutes.serve(other, routes -> resource(InstantSource.system()).bind(routes))) {
      Reply refused = limited.get("/api/metrics/query?query=1");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.raw().body()).contains("read-metrics");
    }
  }

  @Test
  void scriptsGetTheSameData() throws Exception {
    PromqlData data = new PromqlData(engine);
    assertThat(data.data("load{host=\"h2\"}", 0, NOW, 0).get("result").toString())
        .isEqualTo("[{metric={__name__=load, host=h2}, value=[1672531200.000, 2.9]}]");
    assertThat(data.data("sum(load)", NOW - 60_000, NOW, 60_000).get("resultType"))
        .isEqualTo("matrix");
    assertThatThrownBy(() -> data.data("rate(", 0, NOW, 0))
        .isInstanceOf(ScriptApiException.class)
        .hasMessageStartingWith("Telemetry.promql: 1:6: parse error");
  }
}
