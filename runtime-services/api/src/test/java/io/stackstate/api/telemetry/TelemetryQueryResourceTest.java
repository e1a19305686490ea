package io.stackstate.api.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.api.HttpApi;
import io.stackstate.api.TestRoutes;
import io.stackstate.api.auth.Caller;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.auth.Role;
import io.stackstate.model.check.StreamCondition;
import io.stackstate.model.metric.Aggregation;
import io.stackstate.model.metric.AggregationMethod;
import io.stackstate.model.metric.MetricPoint;
import io.stackstate.model.metric.MetricQuery;
import io.stackstate.model.metric.TimeSeries;
import io.stackstate.telemetry.metric.MetricsUnavailableException;
import io.stackstate.telemetry.metric.TimeSeriesSource;
import io.stackstate.telemetry.metric.TooManyPointsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelemetryQueryResourceTest implements TimeSeriesSource {
  private static final String PATH = "/api/telemetry/query";

  private final List<MetricQuery> asked = new ArrayList<>();
  private String away;
  private boolean tooMany;
  private HttpApi http;

  @BeforeEach
  void serve() {
    http =
        TestRoutes.serve(
            new Caller("guest", Role.GUEST.permissions(), List.of()),
            new TelemetryQueryResource(this)::bind);
  }

  @AfterEach
  void stop() {
    http.close();
  }

  @Override
  public List<TimeSeries> query(MetricQuery query)
      throws MetricsUnavailableException, TooManyPointsException {
    asked.add(query);
    if (away != null) {
      throw new MetricsUnavailableException(away);
    }
    if (tooMany) {
      throw new TooManyPointsException("found 10001 buckets, expected at most 10000");
    }
    return List.of(
        new TimeSeries(Map.of("tags.x", "y"), List.of(new MetricPoint(5, 0.5))),
        new TimeSeries(Map.of("tags.x", "z"), List.of()));
  }

  @Test
  void aQueryGivesItsSeries() throws Exception {
    HttpApi.Reply response =
        http.post(
            PATH,
            """
            {"conditions":[{"key":"host","value":"a"},{"key":"tags.n","value":3}],"metricField":"values.cpu",
             "aggregation":{"method":"99th percentile","bucketMillis":60000},"groupBy":["tags.x"],
             "startMillis":1000,"endMillis":2000}
            """);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.raw().body())
        .isEqualTo(
            "{\"series\":[{\"groups\":{\"tags.x\":\"y\"},\"points\":[[5,0.5]]},"
                + "{\"groups\":{\"tags.x\":\"z\"},\"points\":[]}]}");
    assertThat(asked)
        .containsExactly(
            new MetricQuery(
                List.of(new StreamCondition("host", "a"), new StreamCondition("tags.n", "3")),
                "cpu",
                new Aggregation(AggregationMethod.PERCENTILE_99, 60_000),
                List.of("tags.x"),
                1_000,
                2_000,
                MetricQuery.MAX_POINTS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'startMillis':1,'endMillis':2}|metricField: found nothing, expected a non-blank string",
        "{'metricField':'m','endMillis':2}|startMillis: found nothing, expected epoch milliseconds",
        "{'metricField':'m','startMillis':3,'endMillis':2}|endMillis: found 2, expected not less than",
        "{'metricField':'m','startMillis':'x','endMillis':2}|startMillis: found \"x\"",
        "{'metricField':'m','startMillis':1,'endMillis':2,'groupBy':['h']}"
            + "|groupBy: found [\"h\"], expected no fields without an aggregation",
        "{'metricField':'m','startMillis':1,'endMillis':2,'limit':10001}|limit: found 10001, expected",
        "{'metricField':'m','startMillis':1,'endMillis':2,'conditions':[{'key':'a'}]}"
            + "|conditions[0].value: found nothing",
        "{'metricField':'m','startMillis':1,'endMillis':2,'aggregation':{'method':'x'}}"
            + "|aggregation.method: found \"x\", expected one of MEAN",
        "{'metricField':'m','startMillis':1,'endMillis':2,'aggregation':{'method':'max'}}"
            + "|aggregation.bucketMillis: found nothing, expected a whole number",
      })
  void aMistakeNamesItsField(String body, String message) throws Exception {
    HttpApi.Reply response = http.post(PATH, body.replace('\'', '"'));

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.json().at("/errors/0/message").textValue()).contains(message);
    assertThat(asked).isEmpty();
  }

  @Test
  void anIntervalWithoutEndEndsWhereSumsOfTimesStillFit() throws Exception {
    String body =
        """
        {"metricField":"m","startMillis":1,"endMillis":9223372036854775807,
         "aggregation":{"method":"max","bucketMillis":4611686018427387906}}""";
    assertThat(http.post(PATH, body).status()).isEqualTo(200);
    assertThat(asked).extracting(MetricQuery::endMillis).containsExactly(253_402_300_799_999L);
    assertThat(asked)
        .extracting(query -> query.aggregation().bucketMillis())
        .containsExactly(253_402_300_799_999L);
  }

  @Test
  void aStoreThatIsAwayIsNotAMistake() throws Exception {
    String body = "{\"metricField\":\"m\",\"startMillis\":1,\"endMillis\":2}";
    away = "Elasticsearch does not answer";
    HttpApi.Reply response = http.post(PATH, body);
    assertThat(response.status()).isEqualTo(503);
    assertThat(response.raw().body()).contains("Elasticsearch does not answer");

    away = null;
    tooMany = true;
    response = http.post(PATH, body);
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.raw().body()).contains("expected at most 10000");
  }

  @Test
  void itTakesThePermissionForTelemetry() throws Exception {
    try (HttpApi others =
        TestRoutes.serve(
            new Caller("other", Set.of(Permission.ACCESS_EXPLORE), List.of()),
            new TelemetryQueryResource(this)::bind)) {
      assertThat(others.post(PATH, "{}").status()).isEqualTo(403);
    }
  }
}
