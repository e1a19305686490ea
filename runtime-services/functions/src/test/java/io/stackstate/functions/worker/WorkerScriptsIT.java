package io.stackstate.functions.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionKind;
import io.stackstate.functions.FunctionOutcome;
import io.stackstate.functions.FunctionResult;
import io.stackstate.functions.FunctionRun;
import io.stackstate.functions.api.Landscape;
import io.stackstate.functions.api.Question;
import io.stackstate.functions.api.ScriptApis;
import io.stackstate.functions.api.ScriptHost;
import io.stackstate.functions.api.TelemetrySource;
import io.stackstate.functions.api.ViewSource.SavedView;
import io.stackstate.functions.sandbox.SandboxViolation;
import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.functions.script.ScriptError.Kind;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.check.StreamCondition;
import io.stackstate.model.metric.Aggregation;
import io.stackstate.model.metric.AggregationMethod;
import io.stackstate.model.metric.MetricPoint;
import io.stackstate.model.metric.MetricQuery;
import io.stackstate.model.metric.TimeSeries;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scripts in a worker process, which ask the platform through their parent. */
@Timeout(600)
class WorkerScriptsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final ScriptApis APIS =
      new ScriptApis(
          new Landscape()
                  .component(1, "cart-api", "service", "Services", "Production")
                  .component(3, "cart-db", "database", "Databases", "Production")
                  .relation(11, 1, 3)
                  .health(3, HealthState.CRITICAL)
                  .problem(90, 3, 1)
              ::snapshot,
          () -> List.of(new SavedView(7, "urn:v:a", "A", null, "layer = \"Databases\"")),
          InstantSource.system());
  private static final Map<String, Object> VIEW =
      Map.of("_type", "QueryView", "id", 7, "name", "A", "identifier", "urn:v:a");
  private static final Map<String, Object> EVENT =
      Map.of(
          "_type",
          "ProblemCreatedEvent",
          "triggeredTimestamp",
          1_700_000_000_000L,
          "problemId",
          90,
          "newState",
          "CRITICAL");
  private static WorkerPool pool;

  private final List<Map<String, Object>> asked = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start() {
    pool = WorkerPool.start(WorkerPoolIT.settings(2, "10s"));
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  private static FunctionRun run(FunctionKind kind, String body, boolean async, ScriptHost host) {
    FunctionDefinition definition =
        new FunctionDefinition(kind, "script", Optional.empty(), List.of(), body, async);
    return new FunctionRun(
        definition, Map.of("view", VIEW, "scope", VIEW, "event", EVENT), host, PATIENCE);
  }

  private static FunctionResult result(FunctionRun run) {
    return pool.run(run).orTimeout(240, TimeUnit.SECONDS).join().result();
  }

  private static FunctionResult.Value script(String body) {
    return (FunctionResult.Value) result(run(FunctionKind.SCRIPT, body, true, APIS.host()));
  }

  private Object script(String body, ScriptHost host) {
    return ((FunctionResult.Value) result(run(FunctionKind.SCRIPT, body, true, host))).value();
  }

  private static ScriptException failure(FunctionRun run) {
    try {
      throw new AssertionError("returned " + result(run));
    } catch (CompletionException e) {
      return (ScriptException) e.getCause();
    }
  }

  private static ScriptException failure(String body, ScriptHost host, Duration time) {
    FunctionRun run = run(FunctionKind.SCRIPT, body, true, host);
    return failure(new FunctionRun(run.definition(), Map.of(), host, time));
  }

  /** Answers calls over HTTP with their own description. */
  private ScriptHost echo() {
    return (question, arguments) -> {
      asked.add(arguments);
      return Map.of(
          "statusCode", 201, "headers", Map.of("a", "b"), "body", "{\"ok\":[1,{\"x\":2}]}");
    };
  }

  @Test
  void metricsTravelBetweenProcesses() {
    List<MetricQuery> questions = new CopyOnWriteArrayList<>();
    TelemetrySource metrics =
        new TelemetrySource() {
          @Override
          public List<TimeSeries> query(MetricQuery query) {
            questions.add(query);
            return List.of(
                new TimeSeries(Map.of("host", "a"), List.of(new MetricPoint(5_000, 0.5))),
                new TimeSeries(Map.of("host", "b"), List.of(new MetricPoint(5_000, 1e300))));
          }

          @Override
          public Object promql(String query, long start, long end, long step) {
            return Map.of("resultType", "scalar", "result", List.of(7, "+Inf"));
          }
        };
    String query =
        "Telemetry.query('StackState Metrics', \"tags.x = 'y'\").metricField('cpu')"
            + ".groupBy('host').aggregation('max', '1m').window(1000, 9000)";

    assertThat(
            script(
                query + ".then { [it.timeSeries.id.groups.host, it.timeSeries.points[0]] }",
                APIS.measuring(metrics).host()))
        .isEqualTo(List.of("a", List.of(5_000, 0.5), "b", List.of(5_000, 1e300)));
    assertThat(questions)
        .containsExactly(
            new MetricQuery(
                List.of(new StreamCondition("tags.x", "y")),
                "cpu",
                new Aggregation(AggregationMethod.MAX, 60_000),
                List.of("host"),
                1_000,
                9_000,
                MetricQuery.MAX_POINTS));
    assertThat(
            script(
                "Telemetry.instantPromql('1/0').then { it.timeSeries.points[0][1] > 1e308 }",
                APIS.measuring(metrics).host()))
        .isEqualTo(List.of(true));
  }

  @Test
  void aScriptSeesTheTopologyThroughItsParent() {
    assertThat(script("Topology.query('name = \"cart-db\"').components().then { it[0].name }"))
        .isEqualTo(new FunctionResult.Value("String", "cart-db"));
    assertThat(script("Component.withId(3).layer().then { it.name }").value())
        .isEqualTo("Databases");
    assertThat(script("Topology.query('').relations().count()").value()).isEqualTo(1);
    assertThat(script("Topology.query('').at('+1h')").type())
        .isEqualTo("TopologyScriptApiQueryResponse");
    assertThat(script("View.getAll().then { it*.view.name }").value()).isEqualTo(List.of("A"));
  }

  @Test
  void aValueComesWithItsType() {
    assertThat(script("1+1")).isEqualTo(new FunctionResult.Value("Integer", 2));
    assertThat(script("null")).isEqualTo(new FunctionResult.Value("Null", null));
    assertThat(script("\"a${1}\"")).isEqualTo(new FunctionResult.Value("String", "a1"));
    assertThat(script("[a: [1]]"))
        .isEqualTo(new FunctionResult.Value("Map", Map.of("a", List.of(1))));
    assertThat(script("[1] as Set").type()).isEqualTo("Set");
  }

  @Test
  void whatIsWrongWithAQuestionFailsItsResultOnly() {
    String wrong = "Topology.query('name = (').components()";

    ScriptException failure = failure(run(FunctionKind.SCRIPT, wrong, true, APIS.host()));

    assertThat(failure.error().kind()).isEqualTo(Kind.EXECUTION);
    assertThat(failure).hasMessageContaining("STQL");
    assertThat((String) script(wrong + ".catchError { it.message }").value()).contains("STQL");
    assertThat(failure(run(FunctionKind.SCRIPT, "Http.get('http://x')", true, APIS.host())))
        .hasMessageContaining("Http is not available here");
  }

  @Test
  void whatIsForbiddenStaysForbiddenWhenAScriptCatchesIt() {
    ScriptHost forbidding =
        (question, arguments) -> {
          throw SandboxViolation.at("not for you");
        };

    ScriptException failure =
        failure("try { Http.get('http://x').then { 1 } } catch (e) { 2 }", forbidding, PATIENCE);

    assertThat(failure.error().kind()).isEqualTo(Kind.SECURITY);
    assertThat(failure).hasMessageContaining("not for you");
  }

  @Test
  void callsOverHttpArePutTogetherInTheWorkerAndMadeInTheParent() {
    Object value =
        script(
            """
            Http.post('https://h.example.org/x').timeout('30s').param('a', 1).param('b', 'c d')
                .header('X-Id', "n${1}").noProxy().jsonRequest { name 'n'; nested { list([1, 2]) } }
                .jsonResponse().then { [it._type, it.statusCode, it.headers.a, it.body.ok[1].x] }
            """,
            echo());

    assertThat(value).isEqualTo(List.of("HttpScriptApiJsonResponse", 201, "b", 2));
    assertThat(asked).hasSize(1);
    assertThat(asked.get(0))
        .containsEntry("method", "POST")
        .containsEntry("uri", "https://h.example.org/x")
        .containsEntry("timeoutMillis", 30_000)
        .containsEntry("parameters", Map.of("a", "1", "b", "c d"))
        .containsEntry("headers", Map.of("X-Id", "n1"))
        .containsEntry("noProxy", true)
        .containsEntry("contentType", "application/json")
        .containsEntry("body", "{\"name\":\"n\",\"nested\":{\"list\":[1,2]}}")
        .containsKey(Question.LEFT_MILLIS);
    assertThat(script("HTTP.get('http://x').jsonBody().then { it.ok[0] }", echo())).isEqualTo(1);
    assertThat(script("HTTP.head('http://x').then { it._type }", echo()))
        .isEqualTo("HttpScriptApiTextResponse");
  }

  @Test
  void functionsOfEventHandlersSeeViewAndEvent() {
    String body =
        "View.withId(view).problem(event.problemId).then { "
            + "[it.rootCause.causeName, event.newState, event._type, scope.name] }";

    FunctionResult result = result(run(FunctionKind.EVENT_HANDLER, body, true, APIS.host()));

    assertThat(result)
        .isEqualTo(
            new FunctionResult.Plain(List.of("cart-db", "CRITICAL", "ProblemCreatedEvent", "A")));
  }

  @Test
  void fieldsOfAJsonBodyMayBeCalledAsVariablesOfTheScriptAre() {
    String body =
        "Http.post('http://x').jsonRequest { view view.name; event { scope 'n'; log([1]) {"
            + " view it } } }.jsonBody().then { 'done' }";

    FunctionResult result = result(run(FunctionKind.EVENT_HANDLER, body, true, echo()));

    assertThat(result).isEqualTo(new FunctionResult.Plain("done"));
    assertThat(asked.get(0))
        .containsEntry(
            "body", "{\"view\":\"A\",\"event\":{\"scope\":\"n\",\"log\":[{\"view\":1}]}}");
    assertThat(failure("Http.get('http://x').jsonRequest { run 'x' }", echo(), PATIENCE).error())
        .as("a method of the script is none of its own")
        .extracting(e -> e.kind())
        .isEqualTo(Kind.SECURITY);
  }

  @Test
  void synchronousFunctionsHavePluginsAndNoScriptApis() {
    ScriptHost host =
        (question, arguments) -> {
          asked.add(Map.of("question", question, "subject", arguments.get("subject")));
          return null;
        };
    String body =
        "emailPlugin.sendEmail('ops@example.org', \"${view.getName()} ${event.getNewStateRef()}\", 'b')";

    assertThat(result(run(FunctionKind.EVENT_HANDLER, body, false, host)))
        .isEqualTo(new FunctionResult.Plain(null));
    assertThat(asked).containsExactly(Map.of("question", Question.EMAIL, "subject", "A CRITICAL"));
    assertThat(failure(run(FunctionKind.EVENT_HANDLER, "Topology.query('')", false, host)))
        .hasMessageContaining("no such variable or property: Topology");
    assertThat(failure(run(FunctionKind.EVENT_HANDLER, "emailPlugin.host", false, host)).error())
        .extracting("kind")
        .isEqualTo(Kind.SECURITY);
  }

  @Test
  void aRunHasItsOwnTimeEvenWhileTheParentAnswers() {
    ScriptHost slow =
        (question, arguments) -> {
          long left = (Long) arguments.get(Question.LEFT_MILLIS);
          assertThat(left).isBetween(0L, 400L);
          await().pollDelay(Duration.ofMillis(500)).until(() -> true);
          throw new ScriptApiException("no answer in time");
        };

    ScriptException failure =
        failure(
            "while (true) { Http.get('http://x').catchError { 1 } }", slow, Duration.ofMillis(400));

    assertThat(failure.error().kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(failure).hasMessageContaining("took longer than 400 ms");
  }

  @Test
  void tenBadScriptsAtOnceHarmNobody() {
    List<String> bad =
        List.of(
            "while (true) { }",
            "(1..2000000000).sum()",
            "def l = []; while (true) { l << ('x' + l.size()).padLeft(1000000) }",
            "System.exit(0)",
            "def l = [1]; def k = [1]; 60.times { l = [l, l]; k = [k, k] }; [l].contains(k)");
    List<CompletableFuture<FunctionOutcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      FunctionRun run = run(FunctionKind.SCRIPT, bad.get(i % bad.size()), true, APIS.host());
      outcomes.add(
          pool.run(
              new FunctionRun(run.definition(), Map.of(), run.host(), Duration.ofMillis(500))));
    }
    CompletableFuture<FunctionOutcome> good =
        pool.run(run(FunctionKind.SCRIPT, "6 * 7", true, APIS.host()));

    outcomes.forEach(
        outcome ->
            assertThat(outcome)
                .failsWithin(PATIENCE)
                .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                .withCauseInstanceOf(ScriptException.class));
    assertThat(good).succeedsWithin(PATIENCE);
    assertThat(good.join().result()).isEqualTo(new FunctionResult.Value("Integer", 42));
  }
}
