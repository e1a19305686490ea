package io.stackstate.functions.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionKind;
import io.stackstate.functions.FunctionResult.Plain;
import io.stackstate.functions.sandbox.Limits;
import io.stackstate.functions.script.ScriptError.Kind;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.model.Json;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Source;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.check.StreamCondition;
import io.stackstate.model.metric.Aggregation;
import io.stackstate.model.metric.AggregationMethod;
import io.stackstate.model.metric.MetricPoint;
import io.stackstate.model.metric.MetricQuery;
import io.stackstate.model.metric.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Query sheet 6.3, 6.8 and S12g of 15.3. */
class TelemetryApiTest implements TelemetrySource {
  private static final long NOW = 1_700_000_000_000L;
  private static final long HOUR = 3_600_000;
  private static final String SOURCE = "Telemetry.query('StackState Metrics', ";
  private static final FunctionCompiler COMPILER =
      new FunctionCompiler(200, Limits.FUNCTION.withTime(Duration.ofSeconds(20)));
  private static final String STREAM =
      """
      {"_type":"MetricStream","id":5,"name":"used (%)","dataSource":11,"query":{"_type":" MetricTelemetryQuery",
       "conditions":[{"key":"host","value":"a"},{"key":"tags.n","value":3}],
       "metricField":"disk.used","aggregation":{"method":"MAX","bucketSize":15000}}}
      """;
  private static final String SENT =
      """
      {"metrics":[{"name":"load","metric_field":"system.load","conditions":[{"key":"host","value":"a"}],
        "stream_id":-1,"unit_of_measure":"ms","aggregation":"MEAN","priority":"HIGH"},
       {"name":"used (%)","metric_field":"disk.used","conditions":[],"stream_id":-2}]}
      """;

  private final List<MetricQuery> asked = new ArrayList<>();
  private final List<List<Object>> askedPromql = new ArrayList<>();
  private List<TimeSeries> found =
      List.of(new TimeSeries(Map.of(), List.of(new MetricPoint(NOW - 1_000, 0.5))));
  private Object promql = Map.of();

  private final ScriptApis apis =
      new ScriptApis(
              new Landscape()
                      .component(1, "plain", "host", "Machines")
                      .component(
                          new Component(
                              2,
                              "measured",
                              "host",
                              "Machines",
                              "Shop",
                              List.of(),
                              List.of(),
                              List.of("urn:2"),
                              null,
                              null,
                              SENT,
                              List.of(new Source(7, "c2", null)),
                              List.of(new TelemetryStream(5, "MetricStream", "used (%)", STREAM)),
                              List.of(),
                              null))
                  ::snapshot,
              ViewSource.NONE,
              () -> Instant.ofEpochMilli(NOW))
          .measuring(this);

  @Override
  public List<TimeSeries> query(MetricQuery query) {
    asked.add(query);
    return found;
  }

  @Override
  public Object promql(String query, long startMillis, long endMillis, long stepMillis) {
    askedPromql.add(List.of(query, startMillis, endMillis, stepMillis));
    return promql;
  }

  private Object run(String body) throws ScriptException {
    FunctionDefinition script =
        new FunctionDefinition(
            FunctionKind.EVENT_HANDLER, "script", Optional.empty(), List.of(), body, true);
    return ((Plain) COMPILER.compile(script).run(Map.of(), apis).result()).value();
  }

  private ScriptException failure(String body) {
    return catchThrowableOfType(ScriptException.class, () -> run(body));
  }

  private static List<StreamCondition> conditions(String key, String value) {
    return List.of(new StreamCondition(key, value));
  }

  @Test
  void allThatAQuerySaysReachesTheStore() throws Exception {
    run(
        SOURCE
            + "\"host = 'a'\").metricField('cpu').groupBy('tags.pod', \"${'host'}\")"
            + ".aggregation('99th percentile', '5m').window('-1h', '-5m')");
    run(SOURCE + "'').metricField('values.cpu').start('-2h').limit(7)");

    assertThat(asked)
        .containsExactly(
            new MetricQuery(
                conditions("host", "a"),
                "cpu",
                new Aggregation(AggregationMethod.PERCENTILE_99, 300_000),
                List.of("tags.pod", "host"),
                NOW - HOUR,
                NOW - 300_000,
                MetricQuery.MAX_POINTS),
            new MetricQuery(List.of(), "cpu", null, List.of(), NOW - 2 * HOUR, NOW, 7));
  }

  @Test
  void anElementHasTheQueryAndTheSeries() throws Exception {
    found =
        List.of(
            new TimeSeries(
                Map.of("host", "h1"), List.of(new MetricPoint(1_672_531_200_000L, 0.5))));

    Object value =
        run(
            SOURCE
                + "\"name='m'\").metricField('value').groupBy('host').aggregation('mean', '1m')"
                + ".start(1).end(2)");

    JsonNode expected =
        Json.mapper()
            .readTree(
                """
                [{"_type":"MetricTimeSeriesResult","query":{"_type":"TelemetryMetricQuery",
                "aggregation":{"bucketSize":60000,"method":"MEAN"},"conditions":[{"key":"name","value":"m"}],
                "dataSourceId":%d,"startTime":1,"endTime":2,"groupBy":{"fields":["host"]},"includeAnnotations":false,
                "metricField":"value"},
                "timeSeries":{"_type":"TimeSeries","annotations":[],"id":{"_type":"TimeSeriesId","groups":{"host":"h1"}},
                "points":[[1672531200000,0.5]],"tags":[]}}]
                """
                    .formatted(DataSources.METRICS));
    assertThat(Json.mapper().readTree(Json.mapper().writeValueAsString(value))).isEqualTo(expected);
  }

  @Test
  void aQueryByHostsHasAnIdForEachOfThem() throws Exception {
    found =
        List.of(
            new TimeSeries(Map.of("host", "h1", "tags.a.b", "x.y"), List.of()),
            new TimeSeries(Map.of("host", "h2", "tags.a.b", "z"), List.of()));
    String query =
        SOURCE
            + "\"name = 'm'\").groupBy('host', 'tags.a.b').aggregation('MEAN', '1m').start('-1h')";

    assertThat(run(query + ".then { it.timeSeries.id }").toString())
        .contains("TimeSeriesId", "h1", "h2");
    assertThat(run(query + ".map { it.timeSeries.id.toIdentifierString() }"))
        .isEqualTo(List.of("host=h1,tags.a.b=x.y", "host=h2,tags.a.b=z"));
    assertThat(
            run(
                query
                    + ".then { StringTemplate.runForTimeSeriesId("
                    + "'urn:host:/${host}/${tags.a.b}', it.timeSeries.id) }"))
        .isEqualTo(List.of("urn:host:/h1/x.y", "urn:host:/h2/z"));
    assertThat(run(query + ".collectStream(5).then { it[0].timeSeries.id.groups.host }"))
        .isEqualTo("h1");
    assertThat(asked).hasSize(4);
  }

  @Test
  void aTemplateForAGroupThatIsNotThereFails() {
    found = List.of(new TimeSeries(Map.of("host", "h1"), List.of()));

    assertThat(
            failure(
                SOURCE
                    + "\"name = 'm'\").then { StringTemplate.runForTimeSeriesId("
                    + "'${pod}', it.timeSeries.id) }"))
        .hasMessageContaining("found ${pod}, expected one of the groups of the series, [host]");
  }

  @Test
  void groupsWithoutAnAggregationAreAPlainStream() throws Exception {
    assertThat(run(SOURCE + "\"name = 'm'\").groupBy('host').then { it.query.groupBy }"))
        .isEqualTo(java.util.Collections.singletonList(null));
    assertThat(asked.get(0).groupBy()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "StackState Metrics",
    "StackState Multi Metrics",
    "urn:stackpack:common:data-source:stackstate-metrics"
  })
  void theStoreHasSeveralNames(String name) throws Exception {
    assertThat(run("Telemetry.query('" + name + "', 'name = \"m\"').then { 1 }"))
        .isEqualTo(List.of(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Telemetry.query('Nope', '')|data source: found \"Nope\", expected one of [StackState Metrics, ",
        "Telemetry.query('StackState Metrics', 'x')|conditions, character 2: found the end, expected =",
        "Telemetry.query('StackState Metrics', '')|metricField: found nothing",
        "Telemetry.query(3)|found Integer, expected a data source and conditions, or a metric stream",
        "Telemetry.query([_type: 'EventStream'])|found EventStream, expected",
        "Telemetry.query('a', '').aggregation('mode', '1m')|found \"mode\", expected one of [MEAN,",
        "Telemetry.query('a', '').aggregation('mean', '1y')|aggregation: found \"1y\", expected a number",
        "Telemetry.query('a', '').aggregation('mean', '0s')|aggregation: found a bucket of 0s",
        "Telemetry.query('a', '').limit(0)|limit: found 0, expected 1 to 10000",
        "Telemetry.query('StackState Metrics', '').metricField('m').window('-1h', '-2h')|start: found",
        "Telemetry.promql('up').step('0s')|step: found 0s, expected more than 0",
      })
  void whatIsWrongIsNamed(String script, String message) {
    ScriptException failure = failure(script);

    assertThat(failure.error().kind()).isEqualTo(Kind.EXECUTION);
    assertThat(failure).hasMessageContaining(message);
  }

  @Test
  void aFailureOfTheQueryCanBeHandled() throws Exception {
    assertThat(run("Telemetry.query('Nope', '').collectStream(9).catchError { 'none' }"))
        .isEqualTo("none");
  }

  @Test
  void aCompiledQueryIsNotAskedUntilItIsGivenBack() throws Exception {
    String query =
        SOURCE + "\"tags.x = 'y'\").metricField('m').groupBy('host').aggregation('max', '1h')";
    Object compiled = run(query + ".start('-1d').compileQuery()");
    assertThat(asked).isEmpty();

    run("Telemetry.query(" + query + ".start('-1d').compileQuery())");

    assertThat(((Map<?, ?>) compiled).get("_type")).isEqualTo("TelemetryMetricQuery");
    assertThat(asked)
        .containsExactly(
            new MetricQuery(
                conditions("tags.x", "y"),
                "m",
                new Aggregation(AggregationMethod.MAX, HOUR),
                List.of("host"),
                NOW - 24 * HOUR,
                NOW,
                MetricQuery.MAX_POINTS));
  }

  @Test
  void withoutAStartASumBeginsWithTheFirstData() throws Exception {
    found =
        List.of(
            new TimeSeries(
                Map.of(),
                List.of(new MetricPoint(1, 0), new MetricPoint(2, 4), new MetricPoint(3, 0))));

    assertThat(run(SOURCE + "\"name='m'\").aggregation('sum', '1m').then { it.timeSeries.points }"))
        .isEqualTo(List.of(List.of(2L, 4.0), List.of(3L, 0.0)));
    MetricQuery query = asked.get(0);
    assertThat((query.endMillis() - query.startMillis()) / 60_000).isLessThan(10_000);
  }

  @Test
  void streamsOfComponentsAreQueries() throws Exception {
    assertThat(
            run(
                "Topology.query('layer = \"Machines\"').components().metricStreams()"
                    + ".thenCollect { Telemetry.query(it).start('-1h') }.then { it.size() }"))
        .isEqualTo(2);
    assertThat(asked)
        .containsExactly(
            new MetricQuery(
                List.of(new StreamCondition("host", "a"), new StreamCondition("tags.n", "3")),
                "disk.used",
                new Aggregation(AggregationMethod.MAX, 15_000),
                List.of(),
                NOW - HOUR,
                NOW,
                MetricQuery.MAX_POINTS),
            new MetricQuery(
                conditions("host", "a"),
                "system.load",
                new Aggregation(AggregationMethod.MEAN, 15_000),
                List.of(),
                NOW - HOUR,
                NOW,
                MetricQuery.MAX_POINTS));
    assertThat(run("Component.withId(2).streams().then { it*.name }"))
        .isEqualTo(List.of("used (%)", "load"));
  }

  @Test
  void promqlGivesASeriesForEachSetOfLabels() throws Exception {
    promql =
        Map.of(
            "resultType",
            "matrix",
            "result",
            List.of(
                Map.of(
                    "metric",
                    Map.of("__name__", "up", "pod", "a"),
                    "values",
                    List.of(List.of(1_700_000.5, "1"), List.of(1_700_060, "+Inf")))));

    assertThat(
            run(
                "Telemetry.promql('up').start('-5m').step('1m').unit('x').then {"
                    + " [it.timeSeries.points, it.timeSeries.id.groups.pod, it.query._type,"
                    + " it.query.step, it.query.unit] }"))
        .isEqualTo(
            List.of(
                List.of(
                    List.of(1_700_000_500L, 1.0),
                    List.of(1_700_060_000L, Double.POSITIVE_INFINITY)),
                "a",
                "PromqlMetricQuery",
                60_000L,
                "x"));
    assertThat(askedPromql).containsExactly(List.of("up", NOW - 300_000, NOW, 60_000L));
  }

  @Test
  void promqlAtOneTimeGivesAPointEach() throws Exception {
    promql =
        Map.of(
            "resultType",
            "vector",
            "result",
            List.of(Map.of("metric", Map.of(), "value", List.of(1_700_000, "2.5"))));

    assertThat(run("Telemetry.instantPromql('up').then { it.timeSeries.points[0][1] }"))
        .isEqualTo(List.of(2.5));
    assertThat(askedPromql).containsExactly(List.of("up", NOW, NOW, 0L));
  }
}
