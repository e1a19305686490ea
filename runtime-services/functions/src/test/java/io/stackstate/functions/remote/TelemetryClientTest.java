package io.stackstate.functions.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.model.Json;
import io.stackstate.model.check.StreamCondition;
import io.stackstate.model.metric.Aggregation;
import io.stackstate.model.metric.AggregationMethod;
import io.stackstate.model.metric.MetricPoint;
import io.stackstate.model.metric.MetricQuery;
import io.stackstate.model.metric.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TelemetryClientTest {
  private static final String SECTION = TelemetryEndpoint.SECTION + ".";
  private static final MetricQuery QUERY =
      MetricQuery.points(List.of(new StreamCondition("host", "a")), "cpu", 1_000, 2_000);

  private TelemetryEndpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    endpoint = new TelemetryEndpoint();
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  private TelemetryClient client(Map<String, Object> settings) {
    return TelemetryClient.of(endpoint.config(settings), TelemetryEndpoint.SECTION);
  }

  @Test
  void aQueryGivesItsSeries() throws Exception {
    endpoint.answers(
        200,
        "{'series':[{'groups':{'host':'a'},'points':[[1000,0.5],[1001,2]]},"
            + "{'groups':{},'points':[]}]}");

    assertThat(
            client(Map.of())
                .query(
                    QUERY.aggregated(
                        new Aggregation(AggregationMethod.PERCENTILE_95, 60_000),
                        List.of("tags.x"))))
        .containsExactly(
            new TimeSeries(
                Map.of("host", "a"),
                List.of(new MetricPoint(1_000, 0.5), new MetricPoint(1_001, 2))),
            new TimeSeries(Map.of(), List.of()));
    assertThat(endpoint.uris).containsExactly("/api/telemetry/query");
    assertThat(endpoint.bodies.get(0))
        .isEqualTo(
            Json.mapper()
                .readTree(
                    """
                    {"conditions":[{"key":"host","value":"a"}],"metricField":"cpu",
                     "aggregation":{"method":"PERCENTILE_95","bucketMillis":60000},"groupBy":["tags.x"],
                     "startMillis":1000,"endMillis":2000,"limit":10000}
                    """));
  }

  @Test
  void promqlIsAskedWhereTheApiHasIt() {
    endpoint.answers(200, "{'status':'success','data':{'resultType':'vector','result':[]}}");

    assertThat(client(Map.of()).promql("up{a=\"b c\"}", 0, 60_500, 15_000))
        .isEqualTo(Map.of("resultType", "vector", "result", List.of()));
    client(Map.of()).promql("up", 60_500, 60_500, 0);

    assertThat(endpoint.uris)
        .containsExactly(
            "/api/metrics/query_range?query=up%7Ba%3D%22b+c%22%7D&start=1970-01-01T00:00:00Z"
                + "&end=1970-01-01T00:01:00.500Z&step=15000ms",
            "/api/metrics/query?query=up&time=1970-01-01T00:01:00.500Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "503|{'errors':[{'message':'Elasticsearch does not answer'}]}"
            + "|answers 503: Elasticsearch does not answer",
        "400|{'_type':'X','message':'metricField: found nothing'}|answers 400: metricField: found",
        "422|{'status':'error','error':'too many'}|answers 422: too many",
        "502|Bad gateway|answers 502: Bad gateway",
        "200|{'other':1}|found an answer without metrics",
        "200|no JSON|found an answer without metrics",
        "200|{'series':[7]}|found an answer without metrics",
      })
  void whatTheApiSaysIsTold(int status, String body, String message) {
    endpoint.answers(status, body);

    assertThatThrownBy(() -> client(Map.of()).query(QUERY))
        .isInstanceOf(ScriptApiException.class)
        .hasMessageContaining("Telemetry at http://127.0.0.1:")
        .hasMessageContaining(message);
  }

  @Test
  void anAnswerThatIsTooLongOrTooSlowIsGivenUp() {
    endpoint.answers(200, "{'series':[]," + "'x':1,".repeat(1_000) + "'y':1}");
    assertThatThrownBy(() -> client(Map.of(SECTION + "maxAnswer", 2_000)).query(QUERY))
        .hasMessageContaining("the answer is longer than 2000 bytes");

    endpoint.fallsSilent();
    assertThatThrownBy(() -> client(Map.of(SECTION + "timeout", "300 ms")).query(QUERY))
        .hasMessageContaining("cannot be asked");
  }

  @Test
  void nobodyThereIsOneClearError() {
    endpoint.close();

    assertThatThrownBy(() -> client(Map.of()).query(QUERY))
        .isInstanceOf(ScriptApiException.class)
        .hasMessageContaining("cannot be asked: ");
    assertThatThrownBy(() -> client(Map.of(SECTION + "url", "")).query(QUERY))
        .hasMessageContaining("expected one in stackstate.somebody.api.url");
  }

  @Test
  void tellsWhetherThereWasNobodyWhoCouldAnswer() throws Exception {
    TelemetryClient client = client(Map.of());
    assertThat(client.away()).isFalse();
    endpoint.answers(503, "{'errors':[{'message':'Elasticsearch does not answer'}]}");
    assertThatThrownBy(() -> client.query(QUERY)).hasMessageContaining("503");
    assertThat(client.away()).isTrue();
    endpoint.answers(422, "{'status':'error','error':'too many'}");
    assertThatThrownBy(() -> client.query(QUERY)).hasMessageContaining("422");
    assertThat(client.away()).isFalse();
    endpoint.close();
    assertThatThrownBy(() -> client.query(QUERY)).hasMessageContaining("cannot be asked");
    assertThat(client.away()).isTrue();
  }

  @Test
  void theTokenMayStandInAFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("token");
    TelemetryClient client = client(Map.of(SECTION + "tokenFile", file.toString()));
    assertThatThrownBy(() -> client.query(QUERY)).hasMessageContaining("found no readable file");

    Files.writeString(file, "wrong\n");
    assertThatThrownBy(() -> client.query(QUERY)).hasMessageContaining("answers 401: who are you");

    Files.writeString(file, TelemetryEndpoint.TOKEN + "\n");
    assertThat(client.query(QUERY)).isEmpty();
  }

  @Test
  void anAddressThatIsNoneIsRefused() {
    assertThatThrownBy(() -> client(Map.of(SECTION + "url", "localhost:7070")))
        .hasMessageContaining(
            "stackstate.somebody.api.url: found \"localhost:7070\", expected an http or https");
  }
}
