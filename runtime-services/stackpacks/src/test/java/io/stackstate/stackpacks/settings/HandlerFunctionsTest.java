package io.stackstate.stackpacks.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.Json;
import io.stackstate.stackpacks.stj.ImportOptions;
import io.stackstate.stackpacks.stj.SettingsImport;
import io.stackstate.stackpacks.stj.StjSource;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Health sheet, section 9.1 and test cases 47 and 48. */
class HandlerFunctionsTest {
  private final MemorySettings settings = new MemorySettings();
  private final SettingsImport imports =
      new SettingsImport(settings, FunctionChecks.NONE, InstantSource.system());

  private void apply(String nodes) throws SettingsException {
    imports.apply(
        StjSource.of("a.stj", "{\"nodes\":[" + nodes.replace('\'', '"') + "]}"),
        ImportOptions.plain());
  }

  private static String function(String supported) {
    return "{'_type':'EventHandlerFunction','id':-1,'name':'tell','identifier':'urn:f:tell',"
        + "'supportedEventTypes':["
        + supported
        + "],'script':'1','parameters':[{'_type':'Parameter','id':-2,'name':'event',"
        + "'type':'EVENT_STREAM','required':true}]}";
  }

  private static String handler(String view, String filter) {
    return "{'_type':'EventHandler','name':'mine','identifier':'urn:h:mine','view':'"
        + view
        + "','function':'urn:f:tell','arguments':[{'_type':'ArgumentStsEventStreamVal',"
        + "'parameter':-2,'filter':'"
        + filter
        + "'}]}";
  }

  private static final String VIEW =
      "{'_type':'QueryView','name':'v','identifier':'urn:v:saved','query':'','queryVersion':'0.0.1'}";

  @Test
  void aHandlerOfASavedViewWithASupportedEventIsAccepted() throws Exception {
    apply(
        function("'HealthStateChangedEvent'")
            + ","
            + VIEW
            + ","
            + handler("urn:v:saved", "HEALTH_STATE_CHANGES"));

    assertThat(HandlerFunctions.users(settings, node -> true))
        .extracting(Node::name)
        .containsExactly("mine");
  }

  @Test
  void aFunctionThatSupportsHealthOnlyIsNotForProblems() {
    String nodes = function("'HealthStateChangedEvent','ViewHealthStateChangedEvent'") + "," + VIEW;

    assertThatThrownBy(() -> apply(nodes + "," + handler("urn:v:saved", "PROBLEM_EVENT")))
        .hasMessageContaining("urn:h:mine")
        .hasMessageContaining("tell supports elementHealth, viewHealth, not problem");
    assertThat(settings.all()).isEmpty();
  }

  @Test
  void aFunctionWithoutSupportedEventsIsForNone() {
    assertThatThrownBy(
            () ->
                apply(
                    function("")
                        + ","
                        + VIEW
                        + ","
                        + handler("urn:v:saved", "HEALTH_STATE_CHANGES")))
        .hasMessageContaining("tell supports no events, not elementHealth");
  }

  @Test
  void whatIsNoSavedViewIsRefused() {
    String nodes = function("'HealthStateChangedEvent'") + "," + VIEW;

    assertThatThrownBy(() -> apply(nodes + "," + handler("urn:v:sub", "HEALTH_STATE_CHANGES")))
        .hasMessageContaining("there is no node \"urn:v:sub\"");
    assertThatThrownBy(() -> apply(nodes + "," + handler("urn:f:tell", "HEALTH_STATE_CHANGES")))
        .hasMessageContaining("refers to a EventHandlerFunction, expected QueryView");
  }

  @Test
  void ourOwnFormRefersToFunctionsToo() throws Exception {
    JsonNode handler =
        Json.mapper()
            .readTree(
                """
                {"spec":{"triggers":[{"problem":{}}],"outputs":[
                  {"name":"a","script":{"function":"urn:f:tell"}},
                  {"name":"b","script":{"body":"1 + 1"}},
                  {"name":"c","webhook":{}}]}}
                """);

    assertThat(HandlerFunctions.references(handler)).containsExactly("urn:f:tell");
    assertThat(HandlerFunctions.bodies(handler)).containsExactly("1 + 1");
    assertThat(HandlerFunctions.problems(handler, reference -> java.util.Optional.empty()))
        .containsExactly("found urn:f:tell, expected a node of type EventHandlerFunction");
  }

  @Test
  void aFunctionForChangesOfStatesIsForThoseOfTheRunStateToo() throws Exception {
    JsonNode function = Json.mapper().readTree("{\"supportedEventTypes\":[\"STATE_CHANGES\"]}");
    assertThat(HandlerFunctions.supported(function))
        .containsExactlyInAnyOrder("elementHealth", "event");
  }

  @ParameterizedTest
  @CsvSource({
    "HEALTH_STATE_CHANGES,elementHealth",
    "STATE_CHANGES,elementHealth",
    "HealthStateChangedEvent,elementHealth",
    "PROPAGATED_HEALTH_STATE_CHANGES,propagatedHealth",
    "PropagatedHealthStateChangedEvent,propagatedHealth",
    "VIEW_HEALTH_STATE_CHANGES,viewHealth",
    "ViewHealthStateChangedEvent,viewHealth",
    "PROBLEM_EVENT,problem",
    "ProblemSubsumed,problem",
    "ANOMALY_EVENT,event",
    "LIFE_CYCLE_EVENTS,event",
    "STATE_CHANGES_OR_CREATED_DELETED,event"
  })
  void eventsAreUnderstoodInEachSpelling(String type, String kind) {
    assertThat(HandlerFunctions.kind(type)).isEqualTo(kind);
  }
}
