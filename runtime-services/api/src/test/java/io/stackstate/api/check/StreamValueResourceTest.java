package io.stackstate.api.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.api.HttpApi;
import io.stackstate.api.TestRoutes;
import io.stackstate.api.topology.Fixture;
import io.stackstate.api.topology.Topologies;
import io.stackstate.model.Json;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Component;
import io.stackstate.model.check.ElementChecksReader;
import io.stackstate.model.metric.MetricPoint;
import io.stackstate.model.metric.MetricQuery;
import io.stackstate.model.metric.TimeSeries;
import io.stackstate.telemetry.metric.MetricsUnavailableException;
import io.stackstate.telemetry.metric.TimeSeriesSource;
import io.stackstate.topology.TopologySnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamValueResourceTest {
  private static final long NOW = 1_700_006_400_000L;
  private static final long MINUTE = 60_000;
  private static final String DATA =
      """
      {"metrics":[
        {"name":"e","metric_field":"m.e","stream_id":-1,"conditions":[]},
        {"name":"d","metric_field":"m.d","stream_id":-2,"priority":"HIGH","aggregation":"MAX",
         "conditions":[{"key":"host","value":"a"}]},
        {"name":"c","metric_field":"m.c","stream_id":-3,"priority":"LOW","conditions":[]},
        {"name":"b","metric_field":"m.b","stream_id":-4,"priority":"high","conditions":[]},
        {"name":"a","metric_field":"m.a","stream_id":-5,"priority":"MEDIUM","aggregation":"ODD",
         "conditions":[]}],
       "events":[{"name":"log","stream_id":-6,"conditions":[]}]}""";
  private static final Component COMPONENT = Made.component(DATA);

  private static final Points STORE = new Points();
  private static HttpApi http;

  /** A point of each of some metrics; some fail. */
  private static final class Points implements TimeSeriesSource {
    private final List<MetricQuery> asked = new ArrayList<>();
    private boolean away;

    @Override
    public List<TimeSeries> query(MetricQuery query) throws MetricsUnavailableException {
      asked.add(query);
      if (away) {
        throw new MetricsUnavailableException("Elasticsearch does not answer");
      }
      if (query.metricField().equals("m.b")) {
        throw new IllegalStateException("Elasticsearch refuses a request");
      }
      List<MetricPoint> points =
          Stream.of(new MetricPoint(NOW - 14 * MINUTE, 1.5))
              .filter(point -> point.timeMillis() >= query.startMillis())
              .filter(point -> point.timeMillis() < query.endMillis())
              .toList();
      return List.of(new TimeSeries(Map.of(), points));
    }
  }

  /** A topology that always was as it is. */
  private record Unchanged(TopologySnapshot now) implements Topologies {
    @Override
    public TopologySnapshot at(long timeMillis, Instant deadline) {
      return now;
    }

    @Override
    public void awaitHistory(long timeMillis, Instant deadline) {}
  }

  @BeforeAll
  static void start() {
    List<Change> changes = Fixture.changes();
    changes.add(Fixture.put(COMPONENT));
    http =
        TestRoutes.serve(
            routes -> {
              InstantSource clock = () -> Instant.ofEpochMilli(NOW);
              CheckedElements elements =
                  new CheckedElements(
                      new Unchanged(Fixture.snapshot(changes)),
                      Duration.ofMinutes(1),
                      clock,
                      Made.nothing());
              new ElementCheckResource(elements, new CheckBoard()).bind(routes);
              new StreamValueResource(elements, STORE, clock).bind(routes);
            });
  }

  @AfterAll
  static void stop() {
    http.close();
  }

  @BeforeEach
  void reset() {
    STORE.asked.clear();
    STORE.away = false;
  }

  private static JsonNode get(String path) throws Exception {
    HttpApi.Reply reply = http.get(path);
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    return Json.mapper().readTree(reply.raw().body());
  }

  private static long id(String name) {
    return ElementChecksReader.of(COMPONENT).streams().stream()
        .filter(stream -> name.equals(stream.name()))
        .findFirst()
        .orElseThrow()
        .id();
  }

  @Test
  void theFirstThreeByPriorityAndNameAreShownAndABrokenOneHarmsNoOther() throws Exception {
    JsonNode found = get("/api/components/9/streams/latest").path("streamSnapshots");
    assertThat(found).hasSize(3);
    assertThat(found.findValuesAsText("streamId"))
        .containsExactly("" + id("b"), "" + id("d"), "" + id("a"));
    assertThat(found.get(0).has("metric")).isFalse();
    assertThat(found.get(0).path("error").asText()).contains("cannot be read");
    assertThat(found.get(1).toString())
        .isEqualTo(
            """
            {"_type":"LatestTelemetryStreamMetrics","streamId":%d,"metric":{"timestamp":%d,"value":1.5}}"""
                .formatted(id("d"), NOW - 14 * MINUTE));
    assertThat(found.get(2).path("metric").path("value").asDouble()).isEqualTo(1.5);
  }

  @Test
  void aPointIsAtMost15MinutesOldAndNotLaterThanTheQueryTime() throws Exception {
    String path = "/api/components/9/streams/latest?streamIds=" + id("d") + "&queryTime=";
    assertThat(get(path + "now").at("/streamSnapshots/0").has("metric")).isTrue();
    for (long time : List.of(NOW + MINUTE, NOW - 14 * MINUTE)) {
      assertThat(get(path + time).at("/streamSnapshots/0").has("metric")).as("%d", time).isTrue();
    }
    JsonNode early = get(path + (NOW - 14 * MINUTE - 1)).at("/streamSnapshots/0");
    assertThat(early.has("metric")).isFalse();
    assertThat(early.has("error")).isFalse();
    MetricQuery asked = STORE.asked.get(0);
    assertThat(asked.startMillis()).isEqualTo(NOW - 15 * MINUTE);
    assertThat(asked.metricField()).isEqualTo("m.d");
    assertThat(asked.conditions()).hasSize(1);
  }

  @Test
  void streamsThatAreNoneSayWhyAndWhatIsAwayIsAskedOnce() throws Exception {
    String ids = id("log") + ",5," + id("e");
    JsonNode found =
        get("/api/components/9/streams/latest?streamIds=" + ids).path("streamSnapshots");
    assertThat(found.get(0).path("error").asText()).contains("found none with a metric");
    assertThat(found.get(1).path("error").asText()).startsWith("stream 5:");
    assertThat(found.get(2).has("metric")).isTrue();

    STORE.asked.clear();
    STORE.away = true;
    JsonNode away = get("/api/components/9/streams/latest").path("streamSnapshots");
    assertThat(away.findValuesAsText("error"))
        .containsOnly("metrics cannot be read: Elasticsearch does not answer");
    assertThat(STORE.asked).hasSize(1);
  }

  @Test
  void aChartHasBucketsOfAUsualSizeAndTheAggregationOfTheStream() throws Exception {
    JsonNode chart = get("/api/components/9/streams/" + id("d") + "/metrics");
    assertThat(chart.toString())
        .isEqualTo(
            """
            {"streamId":%d,"name":"d","metricField":"m.d","aggregation":"MAX","bucketSizeMillis":15000,"points":[{"timestamp":%d,"value":1.5}]}"""
                .formatted(id("d"), NOW - 14 * MINUTE));
    String path = "/api/components/9/streams/" + id("e") + "/metrics?from=%d&to=%d";
    JsonNode few = get((path + "&maxPoints=10").formatted(NOW - 10 * MINUTE, NOW));
    assertThat(few.path("aggregation").asText()).isEqualTo("MEAN");
    assertThat(few.path("bucketSizeMillis").asLong()).isEqualTo(MINUTE);
    assertThat(few.path("points")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/components/99/streams/latest, 404, StackElementNotFound",
    "'/api/components/9/streams/latest?streamIds=1,x', 400, streamIds: found",
    "/api/components/9/streams/5/metrics, 404, Stream 5 does not exist",
    "/api/components/9/streams/x/metrics, 404, Stream x does not exist",
    "/api/relations/x/streams/latest, 400, the number of a relation"
  })
  void whatIsNotThereIsTold(String path, int status, String message) throws Exception {
    HttpApi.Reply reply = http.get(path);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.raw().body()).contains(message);
  }

  @Test
  void whatAChartCannotShowIsTold() throws Exception {
    String d = "/api/components/9/streams/" + id("d") + "/metrics";
    assertThat(http.get(d + "?from=5&to=5").raw().body()).contains("from: found 5, expected less");
    assertThat(http.get(d + "?maxPoints=0").status()).isEqualTo(400);
    HttpApi.Reply odd = http.get("/api/components/9/streams/" + id("a") + "/metrics");
    assertThat(odd.status()).isEqualTo(400);
    assertThat(odd.raw().body()).contains("aggregation: found ODD");
    STORE.away = true;
    assertThat(http.get(d).status()).isEqualTo(503);
    assertThat(get("/api/relations/12/streams/latest").path("streamSnapshots")).isEmpty();
  }
}
