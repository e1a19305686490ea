package io.stackstate.functions;

import static io.stackstate.functions.Functions.call;
import static io.stackstate.functions.Functions.check;
import static io.stackstate.functions.Functions.extractor;
import static io.stackstate.functions.Functions.mapping;
import static io.stackstate.functions.Functions.system;
import static io.stackstate.functions.Functions.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stackstate.functions.FunctionResult.Check;
import io.stackstate.functions.FunctionResult.Expiration;
import io.stackstate.functions.FunctionResult.Extracted;
import io.stackstate.functions.FunctionResult.Mapped;
import io.stackstate.functions.FunctionResult.MonitorState;
import io.stackstate.functions.FunctionResult.Monitored;
import io.stackstate.functions.FunctionResult.Propagated;
import io.stackstate.functions.FunctionResult.ViewHealth;
import io.stackstate.functions.runtime.RunState;
import io.stackstate.functions.script.ScriptError.Kind;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.model.change.HealthState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Query sheet 15.3 S22 to S28 and topology sheet 15, 12 to 16: scripts of the same shape as
 * published ones.
 */
class FunctionsTest {
  /** Shape of topology sheet 8. */
  private static final String PLAIN_EXTRACTOR =
      """
      struct = topologyElement.asReadonlyMap()
      id = struct["externalId"]
      kind = struct["typeName"].toLowerCase()
      found = new HashSet<String>()
      payload = struct["data"]
      if (payload.containsKey("identifiers") && payload["identifiers"] instanceof List<String>) {
        payload["identifiers"].each { each -> found.add(each) }
      }
      return Sts.createId(id, found, kind)
      """;

  /** Shape of topology sheet 9: writes into a map within the read-only one. */
  private static final String SPLITTING_EXTRACTOR =
      """
      element = topologyElement.asReadonlyMap()
      if (element.data.identifiers instanceof String) {
        element.data.put("identifiers", element.data.identifiers.split(',').collect { it.trim() })
      }
      def all = [] as Set
      element.data.identifiers.each { all << it }
      Sts.createId(element.externalId, all, element.typeName.toLowerCase())
      """;

  /** Shape of topology sheet 9: defaults, labels as text. */
  private static final String LABELLING_MAPPING =
      """
      element.data.put("environment", element.data.get("environment", "Production"))
      if (!element.data.layer) { element.data.layer = "Uncategorized" }
      labels = []
      if (element.data.labels instanceof String) {
        labels.addAll(element.data.labels.split(','))
      }
      labels << "splunk-instance:lab"
      element.data.labels = labels
      element.type.name = element.type.name.toUpperCase()
      element
      """;

  /** Shape of topology sheet 10: Optional results, a closure as function, context.log. */
  private static final String EVENT_CHECK =
      """
      def stateOf(String status) {
        switch (status.toLowerCase()) {
          case ["sapcontrol-green", "sap-host-instance-success"]: return CLEAR
          case ["sapcontrol-yellow", "saphostcontrol-db-warning"]: return DEVIATING
          case ["sapcontrol-red", "sap-host-control-error"]: return CRITICAL
          default: return UNKNOWN
        }
      }
      def last = events[-1].point
      java.util.function.Function<String, Object> toState = { s -> stateOf(s) }
      context.log.info("checking {}", last.getStructOrEmpty("tags").getString("status"))
      [healthState: last.getStructOrEmpty("tags").getString("status").map(toState)]
      """;

  private static Map<String, Object> element(String type, Map<String, Object> data) {
    Map<String, Object> element = new HashMap<>();
    element.put("externalId", "a-1");
    element.put("typeName", type);
    element.put("type", new HashMap<>(Map.of("name", type)));
    element.put("data", data);
    return element;
  }

  @Test
  void anExtractorMakesIdAndIdentifiers() throws Exception {
    Map<String, Object> data = Map.of("identifiers", List.of("urn:host:/a", "urn:host:/b"));

    FunctionResult result =
        call(extractor(PLAIN_EXTRACTOR), Map.of("topologyElement", element("Host", data)));

    Extracted extracted = (Extracted) result;
    assertThat(extracted.externalId()).isEqualTo("a-1");
    assertThat(extracted.type()).isEqualTo("host");
    assertThat(extracted.identifiers()).containsExactlyInAnyOrder("urn:host:/a", "urn:host:/b");
  }

  @Test
  void anExtractorMayChangeWhatIsWithinItsCopyAndNothingOfTheElement() throws Exception {
    Map<String, Object> data = new HashMap<>(Map.of("identifiers", "urn:host:/a, urn:host:/b"));
    Map<String, Object> element = element("Host", data);

    Extracted result =
        (Extracted) call(extractor(SPLITTING_EXTRACTOR), Map.of("topologyElement", element));

    assertThat(result.identifiers()).containsExactly("urn:host:/a", "urn:host:/b");
    assertThat(data).containsEntry("identifiers", "urn:host:/a, urn:host:/b");
  }

  @Test
  void theReadOnlyMapItselfCannotBeChanged() {
    FunctionDefinition definition =
        extractor("topologyElement.asReadonlyMap().put('externalId', 'x')");

    assertThat(failure(definition, Map.of("topologyElement", element("a", Map.of()))).error())
        .satisfies(error -> assertThat(error.kind()).isEqualTo(Kind.EXCEPTION))
        .satisfies(error -> assertThat(error.line()).isEqualTo(1));
  }

  private static ScriptException failure(
      FunctionDefinition definition, Map<String, Object> arguments) {
    return catchThrowableOfType(ScriptException.class, () -> call(definition, arguments));
  }

  @Test
  void aMappingChangesItsElementAndNotTheCallers() throws Exception {
    Map<String, Object> data = new HashMap<>(Map.of("labels", "l1,l2"));
    Map<String, Object> element = element("vm", data);

    Mapped mapped = (Mapped) call(mapping(LABELLING_MAPPING), Map.of("element", element));

    assertThat(mapped.element())
        .extracting("data")
        .isEqualTo(
            Map.of(
                "environment", "Production",
                "layer", "Uncategorized",
                "labels", List.of("l1", "l2", "splunk-instance:lab")));
    assertThat(mapped.element()).extracting("type").isEqualTo(Map.of("name", "VM"));
    assertThat(data).isEqualTo(Map.of("labels", "l1,l2"));
  }

  @Test
  void aListOfLabelsIsDiscardedAsThePublishedMappingDoes() throws Exception {
    Map<String, Object> data = new HashMap<>(Map.of("labels", new ArrayList<>(List.of("l1"))));

    Mapped mapped =
        (Mapped) call(mapping(LABELLING_MAPPING), Map.of("element", element("vm", data)));

    assertThat(((Map<?, ?>) mapped.element().get("data")).get("labels"))
        .isEqualTo(List.of("splunk-instance:lab"));
  }

  @ParameterizedTest
  @CsvSource({
    "SAPControl-GREEN, CLEAR",
    "SAPHostControl-DB-WARNING, DEVIATING",
    "sap-host-control-error, CRITICAL",
    "zz, UNKNOWN"
  })
  void aCheckReadsStructsThroughOptional(String status, HealthState expected) throws Exception {
    Check check = checkEvents(Map.of("tags", Map.of("status", status)));

    assertThat(check.healthState()).contains(expected);
  }

  @Test
  void anEmptyOptionalIsNoChange() throws Exception {
    assertThat(checkEvents(Map.of("host", "a")).healthState()).isEmpty();
  }

  private static Check checkEvents(Map<String, Object> point) throws ScriptException {
    return (Check)
        call(
            check(EVENT_CHECK, user("events", "EVENT_STREAM")),
            Map.of("events", List.of(Map.of("timestamp", 1L, "point", point))));
  }

  @Test
  void checksReturnConstantsOptionalsAndMaps() throws Exception {
    assertThat(state("CRITICAL")).contains(HealthState.CRITICAL);
    assertThat(state("Optional.of(CRITICAL)")).contains(HealthState.CRITICAL);
    assertThat(state("healthStates.DEVIATING")).contains(HealthState.DEVIATING);
    assertThat(state("null")).isEmpty();
    assertThat(state("Optional.empty()")).isEmpty();
    for (String running :
        List.of("RUNNING", "STARTED", "'started'", "[runState: runStates.STARTED]")) {
      assertThat(((Check) call(check(running), Map.of())).runState()).contains(RunState.RUNNING);
    }
    Check full =
        (Check)
            call(
                check(
                    "[healthState: CLEAR, runState: Optional.of(runStates.STOPPED), "
                        + "shortMessage: \"${1 + 1} gone\", detailedMessage: null, "
                        + "expiration: [duration: 5000, expireTo: UNKNOWN], "
                        + "causingEvents: [[title: 't', eventId: 'e']], data: [a: 1.5]]"),
                Map.of());
    assertThat(full.healthState()).contains(HealthState.CLEAR);
    assertThat(full.runState()).contains(RunState.STOPPED);
    assertThat(full.shortMessage()).contains("2 gone");
    assertThat(full.detailedMessage()).isEmpty();
    assertThat(full.expiration()).contains(new Expiration(5000, HealthState.UNKNOWN));
    assertThat(full.causingEvents()).containsExactly(Map.of("title", "t", "eventId", "e"));
    assertThat(full.data()).containsKey("a");
  }

  private static java.util.Optional<HealthState> state(String script) throws ScriptException {
    return ((Check) call(check(script), Map.of())).healthState();
  }

  @Test
  void anOptionalEqualsWhatItHolds() throws Exception {
    FunctionDefinition definition =
        check(
            "events[0].point.getString('k') == 'v' ? CRITICAL : CLEAR",
            user("events", "EVENT_STREAM"));
    Map<String, Object> event = Map.of("timestamp", 1L, "point", Map.of("k", "v"));

    Check result = (Check) call(definition, Map.of("events", List.of(event)));

    assertThat(result.healthState()).contains(HealthState.CRITICAL);
  }

  @Test
  void aCheckOfMetricsSeesPointsOldestFirst() throws Exception {
    FunctionDefinition definition =
        check(
            "metrics[-1].point <= criticalValue ? CRITICAL : "
                + "metrics[-1].point <= deviatingValue ? DEVIATING : CLEAR",
            system("metrics", "METRIC_STREAM"),
            system("criticalValue", "DOUBLE"),
            system("deviatingValue", "DOUBLE"));
    Map<String, Object> arguments = new HashMap<>();
    arguments.put(
        "metrics",
        List.of(Map.of("timestamp", 1, "point", 9.0), Map.of("timestamp", 2, "point", 3.0)));
    arguments.put("criticalValue", 1);
    arguments.put("deviatingValue", 5.0);

    assertThat(((Check) call(definition, arguments)).healthState()).contains(HealthState.DEVIATING);
  }

  @Test
  void aPropagationReturnsAStateAndClearIsUnknown() throws Exception {
    FunctionDefinition definition =
        Functions.function(FunctionKind.PROPAGATION, "autoState == 'x' ? DEVIATING : 'CLEAR'");

    assertThat(call(definition, Map.of("autoState", "x")))
        .isEqualTo(new Propagated(HealthState.DEVIATING));
    assertThat(call(definition, Map.of("autoState", "y")))
        .isEqualTo(new Propagated(HealthState.UNKNOWN));
  }

  @Test
  void statesCompareInTheirOwnOrder() throws Exception {
    FunctionDefinition definition =
        Functions.function(
            FunctionKind.VIEW_HEALTH,
            "healthStates.FLAPPING >= healthStates.DEVIATING "
                + "&& propagatedHealthStates.UNKNOWN < propagatedHealthStates.DEVIATING "
                + "? viewHealthStates.CRITICAL : viewHealthStates.CLEAR");

    assertThat(call(definition, Map.of())).isEqualTo(new ViewHealth(HealthState.CRITICAL));
  }

  @Test
  void aMonitorReturnsStatesOfSeveralElements() throws Exception {
    FunctionDefinition definition =
        Functions.monitor(
            "['a', 'b'].collect { host -> [_type: 'MonitorHealthState', id: \"m-$host\", "
                + "state: 'DEVIATING', topologyIdentifier: \"urn:host:/$host\", "
                + "displayTimeSeries: [[_type: 'DisplayTimeSeries', name: host]], "
                + "remediationHintTemplateData: [labels: [host: host]]] }");

    Monitored monitored = (Monitored) call(definition, Map.of());

    assertThat(monitored.states().get(1).remediationHintTemplateData())
        .isEqualTo(Map.of("labels", Map.of("host", "b")));
    assertThat(monitored.states())
        .extracting(MonitorState::id, MonitorState::topologyIdentifier)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("m-a", "urn:host:/a"),
            org.assertj.core.groups.Tuple.tuple("m-b", "urn:host:/b"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "ID_EXTRACTOR, 1",
        "ID_EXTRACTOR, [_type: 'x']",
        "COMPONENT_MAPPING, 'x'",
        "CHECK, 'NONSENSE'",
        "CHECK, [healthState: 'NONSENSE']",
        "CHECK, [expiration: 1]",
        "PROPAGATION, 'DISABLED'",
        "VIEW_HEALTH, 7",
        "MONITOR, 'x'",
        "MONITOR, [[id: 'a']]",
        "COMPONENT_ACTION, Optional"
      })
  void aResultOfTheWrongShapeSaysWhatWasExpected(FunctionKind kind, String script) {
    Parameter parameter = system("element", "STRUCT_TYPE");
    FunctionDefinition definition = Functions.function(kind, script, parameter);

    ScriptException failure = failure(definition, Map.of("element", element("a", Map.of())));

    assertThat(failure).isNotNull();
    assertThat(failure.error().kind()).as(failure.getMessage()).isEqualTo(Kind.WRONG_RESULT);
    assertThat(failure.getMessage()).contains("expected");
  }

  @Test
  void argumentsAreCheckedAgainstTheirTypes() {
    FunctionDefinition definition = check("limit", system("limit", "LONG"));

    assertThat(failure(definition, Map.of("limit", "ten")))
        .hasMessage("my function: argument limit: found String ten, expected a number");
    assertThat(failure(definition, Map.of()))
        .hasMessage("my function: argument limit: found nothing, expected a value");
  }

  @Test
  void anArgumentThatIsNotRequiredIsNullAndSeveralAreAList() throws Exception {
    FunctionDefinition definition =
        check(
            "name == null && hosts.size() == 2 ? CLEAR : CRITICAL",
            user("name", "STRING"),
            new Parameter("hosts", "STRING", true, true, false));

    assertThat(((Check) call(definition, Map.of("hosts", List.of("a", "b")))).healthState())
        .contains(HealthState.CLEAR);
  }

  @Test
  void whatAScriptLogsIsKeptForWhoeverShowsIt() throws Exception {
    FunctionDefinition definition =
        check("log.warn('a {} b', 1); context.log.info([x: 1]); println 'p'; CLEAR");

    FunctionOutcome outcome = Functions.COMPILER.compile(definition).run(Map.of());

    assertThat(outcome.log())
        .extracting(line -> line.level() + " " + line.message())
        .containsExactly("WARN a 1 b", "INFO {\"x\":1}", "INFO p");
  }

  @Test
  void errorsNameTheFunctionTheLineAndNoClassOfOurs() {
    FunctionDefinition definition = check("def a = 1\n\ndef b = a.foo()\n");

    ScriptException failure = failure(definition, Map.of());

    assertThat(failure)
        .hasMessage("my function, line 3: no method foo of Integer fits the arguments");
    assertThat(failure.getStackTrace()).isEmpty();
  }

  @Test
  void syntaxErrorsHaveTheirPlace() {
    ScriptException failure = failure(check("def a = 1\nif ("), Map.of());

    assertThat(failure.error().kind()).isEqualTo(Kind.SYNTAX);
    assertThat(failure.error().line()).isEqualTo(2);
    assertThat(failure.error().column()).isPositive();
  }

  @Test
  void oneRunDoesNotSeeTheVariablesOfAnother() throws Exception {
    FunctionDefinition definition =
        check("if (flag) { seen = 1; return CLEAR }\nseen", user("flag", "BOOLEAN"));

    call(definition, Map.of("flag", true));

    assertThat(failure(definition, Map.of("flag", false)))
        .hasMessageContaining("no such variable or property: seen");
  }
}
