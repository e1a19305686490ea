package io.stackstate.functions.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionKind;
import io.stackstate.functions.FunctionResult.Plain;
import io.stackstate.functions.Parameter;
import io.stackstate.functions.api.ViewSource.SavedView;
import io.stackstate.functions.sandbox.Limits;
import io.stackstate.functions.script.ScriptError.Kind;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.model.change.Check;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.check.ElementTelemetry;
import io.stackstate.stql.QueryLimits;
import io.stackstate.topology.TopologySnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Query sheet 15.3, S11 to S17 and S19, and what scripts may not do with what they get. */
class ScriptApisTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final FunctionCompiler COMPILER =
      new FunctionCompiler(200, Limits.FUNCTION.withTime(Duration.ofSeconds(20)));

  private final Landscape landscape =
      new Landscape()
          .component(1, "cart-api", "service", "Services", "Production")
          .component(2, "orders-api", "service", "Services", "Production")
          .component(3, "cart-db", "database", "Databases", "Production", "Staging")
          .component(4, "test-api", "service", "Services", "Staging")
          .relation(11, 1, 3)
          .relation(12, 2, 3)
          .health(3, HealthState.CRITICAL);
  private final TopologySnapshot before = landscape.snapshot();
  private final ScriptApis apis =
      new ScriptApis(
          new TopologySource() {
            @Override
            public TopologySnapshot now() {
              return landscape.snapshot();
            }

            @Override
            public TopologySnapshot at(long millis) {
              asked.add(millis);
              return before;
            }
          },
          () ->
              List.of(
                  new SavedView(7, "urn:v:a", "A", null, "layer = \"Databases\""),
                  new SavedView(8, null, "B", null, "name = \"cart-api\"")),
          QueryLimits.DEFAULT,
          () -> Instant.ofEpochMilli(NOW));
  private final List<Long> asked = new ArrayList<>();

  private static FunctionDefinition script(String body, boolean asynchronous) {
    return new FunctionDefinition(
        FunctionKind.EVENT_HANDLER, "script", Optional.empty(), List.of(), body, asynchronous);
  }

  private Object run(String body) throws ScriptException {
    return run(body, apis);
  }

  private static Object run(String body, ScriptApis known) throws ScriptException {
    Plain plain = (Plain) COMPILER.compile(script(body, true)).run(Map.of(), known).result();
    return plain.value();
  }

  private ScriptException failure(String body) {
    return catchThrowableOfType(ScriptException.class, () -> run(body));
  }

  @Test
  void aQueryGivesComponentsAndWhatIsBetweenThem() throws Exception {
    assertThat(run("Topology.query('name = \"cart-db\"').components().then { it[0].name }"))
        .isEqualTo("cart-db");
    assertThat(run("Topology.query('name IN (\"cart-api\",\"cart-db\")').relations().count()"))
        .isEqualTo(1);
    assertThat(run("Topology.query('').components().count()")).isEqualTo(4);
  }

  @Test
  void elementsThatFailSayWhichChecksDo() throws Exception {
    landscape.check(3, HealthState.CRITICAL, "Disk space", "98% full");
    landscape.check(11, HealthState.DEVIATING, "Latency", null);
    landscape.check(1, HealthState.CLEAR, "Load", null);

    assertThat(
            run(
                "Topology.query('name = \"cart-db\"').components().then { "
                    + "it[0].failingChecks.collect { c -> [c._type, c.id, c.name, c.description, "
                    + "c.state.state, c.lastUpdateTimestamp] } }"))
        .isEqualTo(List.of(List.of("ViewCheck", 30L, "Disk space", "98% full", "CRITICAL", 5L)));
    assertThat(
            run(
                "Topology.query('name IN (\"cart-api\",\"cart-db\")').relations().then { "
                    + "it[0].failingChecks*.name }"))
        .isEqualTo(List.of("Latency"));
    assertThat(
            run(
                "Topology.query('name = \"cart-api\"').fullComponents().then { "
                    + "it[0].failingChecks }"))
        .isEqualTo(List.of());
  }

  @Test
  void aFullComponentHasItsPropertiesAndHealth() throws Exception {
    assertThat(
            run(
                "Topology.query('name = \"cart-db\"').fullComponents().then { c -> c = c[0]; "
                    + "[c.properties.size, c.state.healthState, c.identifiers, c.labels*.name, "
                    + "c.incomingRelations, c.layerName, c.synced[0].extTopologyElement.externalId]"
                    + "}"))
        .isEqualTo(
            List.of(
                "large",
                "CRITICAL",
                List.of("urn:3"),
                List.of("team:c"),
                List.of(11L, 12L),
                "Databases",
                "c3"));
    assertThat(run("Component.withId(3).layer().then { it.name }")).isEqualTo("Databases");
    assertThat(run("Component.withId(3).propagation()")).isNull();
  }

  @Test
  void fullElementsHaveWhatPeopleGaveThemThen() throws Exception {
    TelemetryStream stream = new TelemetryStream(5, "MetricStream", "cpu", "{\"name\":\"cpu\"}");
    Check check = new Check(6, "hot", "{\"name\":\"hot\"}");
    ScriptApis knowing =
        apis.knowing(
            (element, time) ->
                element != 3 && element != 11
                    ? ElementTelemetry.none(element)
                    : new ElementTelemetry(
                        element, List.of(stream), time.isPresent() ? List.of() : List.of(check)));

    assertThat(run(names("Topology.query('name = \"cart-db\"').fullComponents()"), knowing))
        .isEqualTo(List.of(List.of(List.of("cpu"), List.of("hot"))));
    assertThat(run(names("Topology.query('name != \"orders-api\"').fullRelations()"), knowing))
        .isEqualTo(List.of(List.of(List.of("cpu"), List.of("hot"))));
    assertThat(
            run(names("Topology.query('name = \"cart-db\"').at('-1h').fullComponents()"), knowing))
        .isEqualTo(List.of(List.of(List.of("cpu"), List.of())));
    assertThat(run("Component.withId(3).checks().then { it*.name }", knowing))
        .isEqualTo(List.of("hot"));
    assertThat(run("Component.withId(3).at('-1h').checks()", knowing)).isEqualTo(List.of());
    assertThat(run("Component.withId(1).streams()", knowing)).isEqualTo(List.of());
  }

  private static String names(String question) {
    return question + ".then { all -> all.collect { [it.streams*.name, it.checks*.name] } }";
  }

  @Test
  void aWrongQueryFailsTheResultAndSaysWhere() {
    ScriptException failure = failure("Topology.query('name = \"nope\" (').components()");

    assertThat(failure.error().kind()).isEqualTo(Kind.EXECUTION);
    assertThat(failure).hasMessageContaining("STQL");
    assertThat(failure("Component.withId(99).get()"))
        .hasMessageContaining("there is no component with id 99");
  }

  @Test
  void theSameQueryAtSeveralTimesGivesAResultEach() throws Exception {
    assertThat(
            run(
                "Topology.query('name = \"cart-db\"').at('-1h').repeatAt('-2h').repeatAt('-3h')"
                    + ".then { it.queryResults*.queryTime }"))
        .isEqualTo(List.of(NOW - 3_600_000, NOW - 7_200_000, NOW - 10_800_000));
    assertThat(asked).containsExactly(NOW - 3_600_000, NOW - 7_200_000, NOW - 10_800_000);
  }

  @Test
  void aDifferenceIsWhatTheOtherQueryHasMoreOrLess() throws Exception {
    assertThat(
            run(
                "Topology.query('environment in (\"Staging\")')"
                    + ".diff(Topology.query('environment in (\"Production\")')).components()"
                    + ".then { it*.id }"))
        .isEqualTo(List.of(1L, 2L, 4L));
    assertThat(
            run(
                "Topology.query('environment in (\"Staging\")')"
                    + ".diff(Topology.query('environment in (\"Production\")'))"
                    + ".then { r -> [r.diffResults[0].result.addedComponents*.name,"
                    + " r.diffResults[0].result.removedComponents*.name,"
                    + " r.diffResults[0].result.changedComponents] }"))
        .isEqualTo(List.of(List.of("cart-api", "orders-api"), List.of("test-api"), List.of()));
  }

  @Test
  void changesSinceThenAreFoundByAskingTwice() throws Exception {
    landscape.component(5, "new", "service", "Services", "Production").health(1, HealthState.CLEAR);

    assertThat(
            run("def q = Topology.query(''); q.at('-1h').diff(q).components().then { it*.name }"))
        .isEqualTo(List.of("new", "cart-api"));
  }

  @Test
  void oneRunSeesOneTopology() throws Exception {
    landscape.component(6, "six", "service", "Services", "Production");

    assertThat(
            run(
                "Time.currentTimeSlice().then { slice -> "
                    + "Topology.query('').at(slice).components().count() }"))
        .isEqualTo(5);
  }

  @Test
  void viewsAreFoldedOneByOne() throws Exception {
    assertThat(
            run(
                "View.getAll().thenInject([]) { acc, v -> "
                    + "Topology.query(v.view.query).components().then { acc + it*.name } }"))
        .isEqualTo(List.of("cart-db", "cart-api"));
    assertThat(run("View.withId(8).then { it.view.name }")).isEqualTo("B");
  }

  /** Query sheet, section 6.7; health sheet, test case 49. */
  @Test
  void problemsAreThoseOfAQueryOrAView() throws Exception {
    landscape.problem(70, 3, 1).problem(71, 4);
    assertThat(
            run(
                "Topology.query('name = \"cart-api\"').problems().then { "
                    + "it.collect { p -> [p.problemId, p.viewId, p.failingCheckNames, "
                    + "p.rootCause.causeName, p.rootCause.causeType, p.rootCause.healthState, "
                    + "p.contributingProblems*.causeName] } }"))
        .isEqualTo(
            List.of(
                Arrays.asList(
                    70L,
                    null,
                    List.of("check 3"),
                    "cart-db",
                    "database",
                    "CRITICAL",
                    List.of("cart-api"))));
    assertThat(
            run("View.withId(7).problems().then { it.collect { p -> [p.problemId, p.viewId] } }"))
        .isEqualTo(List.of(List.of(70L, 7L)));
    assertThat(run("View.withId(7).problem(70).then { it.rootCause.causeId }")).isEqualTo(3L);
    assertThat(run("View.withId(7).problem(71).catchError { it.message }"))
        .isEqualTo("the view has no problem with id 71");
    assertThat(run("View.withId(9).problems().catchError { it.message }"))
        .isEqualTo("there is no view with id 9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Async.sequence([Component.withId(2).get(), Component.withId(1).get()]).then { it*.id }"
            + "|[2, 1]",
        "Async.sequence([1, 2, 3]).thenInject([]) { acc, e -> acc + e }|[1, 2, 3]",
        "Async.sequence([1, 2]).thenCollect { Component.withId(it).get() }.then { it*.id }|[1, 2]",
        "Async.sequence([1]).then { x -> [Component.withId(1).get(), 5] }.then { it[1] }|5",
        "Async.sequence([1]).then { throw new IllegalStateException('why') }"
            + ".catchError { it.message }|why",
        "Async.sequence([1]).then { throw new Exception('checked') }.catchError { it.message }"
            + "|checked",
        "Async.sequence([1]).flatMap { it }.map { it + 1 }|[1, 1]",
        "Async.sequence([]).thenStream { 1..3 }.then { [it, it] }|[1, 1, 2, 2, 3, 3]",
        "Async.sequence([]).thenStream { 1..12 }.collectStream(10, false).then { it.size() }|10",
        "Async.sequence([]).thenStream { 1..12 }.collectStream(10).catchError { 'too many' }"
            + "|too many",
        "Time.format(0, 'yyyy-MM-dd')|1970-01-01",
        "Time.epochMs('1970-01-01T00:00:01Z')|1000",
        "Time.epochMs('1970-01-01T02:00:01.5+02:00')|1500",
        "Time.epochMs('now') - Time.epochMs('-2d')|172800000",
      })
  void resultsGoOnAsTheirMethodsSay(String script, String value) throws Exception {
    assertThat(String.valueOf(run(script))).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Telemetry.query('StackState Metrics', 'name = \"y\"')",
        "Telemetry.promql('up')",
        "StackPack.isInstalled('x')",
        "Http.get('http://x')"
      })
  void whatIsNotThereYetSaysSo(String script) {
    ScriptException failure = failure(script);

    assertThat(failure.error().kind()).isEqualTo(Kind.EXECUTION);
    assertThat(failure).hasMessageContaining("is not available");
  }

  @Test
  void aMonitorSeesAMapAndSaysThatThereAreNoMetrics() {
    FunctionDefinition threshold =
        new FunctionDefinition(
            FunctionKind.MONITOR,
            "threshold",
            Optional.empty(),
            List.of(new Parameter("metric", "STRUCT_TYPE", true, false, false)),
            "Telemetry.promql(metric.query).start('-5m').then { [] }",
            true);

    ScriptException failure =
        catchThrowableOfType(
            ScriptException.class,
            () -> COMPILER.compile(threshold).run(Map.of("metric", Map.of("query", "up")), apis));

    assertThat(failure).hasMessageContaining("Telemetry is not available here");
  }

  @Test
  void aTimeThatIsNoneNamesTheForms() {
    assertThat(failure("Topology.query('').at('yesterday').components()"))
        .hasMessageContaining("found \"yesterday\"")
        .hasMessageContaining("-15m");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Topology.query('').host",
        "Topology.query('').toPlain()",
        "Topology.metaClass",
        "Async.sequence([1]).get()",
        "Async.sequence([1]).class.classLoader",
        "Time.currentTimeSlice().then { it.millis() }",
        "Telemetry.host",
        "Telemetry.query('StackState Metrics', '').stream()",
        "Telemetry.query('StackState Metrics', '').toPlain()",
        "UI.createUrl().base",
        "StringTemplate.class.classLoader",
        "Async.sequence([1]).then { System.exit(1) }.catchError { 'caught' }",
        "View.host.ask(null, [:])",
        "Http.get('http://x').call"
      })
  void nothingButTheApisIsReached(String script) {
    assertThat(failure(script).error().kind()).isEqualTo(Kind.SECURITY);
  }

  @Test
  void aSynchronousFunctionSeesNoScriptApi() {
    ScriptException failure =
        catchThrowableOfType(
            ScriptException.class,
            () -> COMPILER.compile(script("Topology.query('')", false)).run(Map.of(), apis));

    assertThat(failure).hasMessageContaining("no such variable or property: Topology");
  }

  @Test
  void anEndlessClosureEndsWithItsTime() {
    FunctionCompiler hasty =
        new FunctionCompiler(1, Limits.FUNCTION.withTime(Duration.ofMillis(300)));

    ScriptException failure =
        catchThrowableOfType(
            ScriptException.class,
            () ->
                hasty
                    .compile(
                        script(
                            "Async.sequence([1]).then { while (true) {} }.catchError { 'no' }",
                            true))
                    .run(Map.of(), apis));

    assertThat(failure.error().kind()).isEqualTo(Kind.TIMEOUT);
  }
}
