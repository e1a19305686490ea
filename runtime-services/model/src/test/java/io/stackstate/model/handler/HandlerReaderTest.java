package io.stackstate.model.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.Json;
import io.stackstate.model.change.HealthState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandlerReaderTest {
  private static final String OUT = "'outputs':[{'name':'a','webhook':{'url':'https://x'}}]";

  @Test
  void readsTheShapeOfTheSheet() throws Exception {
    EventHandlerSpec spec =
        read(
            "{'enabled':true,'suppressUntil':'2030-01-01T06:00:00Z','triggers':["
                + "{'problem':{'states':['Created','Resolved'],'minHealth':'DEVIATING'}},"
                + "{'elementHealth':{'to':['CRITICAL'],'include':['components']}},"
                + "{'viewHealth':{'view':'urn:v'}},{'event':{'categories':['Changes']}}],"
                + "'scope':{'query':'layer = \\\"x\\\"','monitorTags':['oncall']},'for':'60s',"
                + "'keepFor':'5m','grouping':{'by':['problem'],'wait':'30s','interval':'5m',"
                + "'repeat':'4h','maxItems':50},'inhibit':{'dependentsOfRootCause':true},"
                + "'rateLimit':{'perMinute':30,'overflow':'Digest'},"
                + "'outputs':[{'name':'pager','when':{'minHealth':'CRITICAL'},'pagerDuty':{}},"
                + "{'name':'hook','webhook':{}}],'template':{'title':'t'}}");

    assertThat(spec.triggers()).hasSize(4);
    assertThat(spec.hold()).isEqualTo(Duration.ofMinutes(1));
    assertThat(spec.suppressUntil())
        .isEqualTo(Instant.parse("2030-01-01T06:00:00Z").toEpochMilli());
    assertThat(spec.grouping().repeat()).isEqualTo(Duration.ofHours(4));
    assertThat(spec.outputs()).extracting(OutputSpec::kind).containsExactly("pagerDuty", "webhook");
    assertThat(spec.outputs().get(0).minHealth()).isEqualTo(HealthState.CRITICAL);
    assertThat(spec.muteDependents()).isTrue();
    assertThat(spec.digest()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{TRIGGERS};outputs: found 0 outputs, expected 1 to 32",
        "{OUT};triggers: found nothing, expected a list with at least one trigger",
        "{TRIGGERS,OUT,'fro':'60s'};fro: found an unknown field, expected one of",
        "{TRIGGERS,OUT,'for':'1 minute'};for: found \"1 minute\", expected a duration",
        "{OUT,'triggers':[{'elementHealth':{'to':['BAD']}}]};triggers[0].elementHealth.to: found \"BAD\"",
        "{OUT,'triggers':[{'a':{}}]};triggers[0].a: found an unknown field",
        "{OUT,'triggers':[{}]};triggers[0]: found 0 kinds of trigger, expected exactly one",
        "{TRIGGERS,'outputs':[{'name':'a'}]};outputs[0]: found kinds [], expected exactly one kind",
        "{TRIGGERS,'outputs':[{'webhook':{}}]};outputs[0].name: found nothing, expected a text",
        "{TRIGGERS,'outputs':[{'name':'a','webhook':{}},{'name':'a','slack':{}}]};outputs[1].name: found \"a\", expected a name that no other",
        "{TRIGGERS,OUT,'timing':{'activeIntervals':['x']}};timing.activeIntervals: found \"x\", expected a name of",
        "{TRIGGERS,OUT,'timing':{'intervals':[{'name':'x','location':'Mars'}]}};timing.intervals[0].location: found \"Mars\"",
        "{TRIGGERS,OUT,'timing':{'intervals':[{'name':'x','daysOfMonth':['40']}]}};timing.intervals[0].daysOfMonth: found \"40\", expected a day from 1 to 31",
        "{TRIGGERS,OUT,'timing':{'intervals':[{'name':'x','daysOfMonth':['9:3']}]}};timing.intervals[0].daysOfMonth: found \"9:3\", expected a range that begins before it ends",
        "{TRIGGERS,OUT,'timing':{'intervals':[{'name':'x','years':['26']}]}};timing.intervals[0].years: found \"26\", expected a year",
        "{TRIGGERS,OUT,'timing':{'intervals':[{'name':'x'},{'name':'x'}]}};timing.intervals[1].name: found \"x\", expected a name that no other interval has",
        "{TRIGGERS,OUT,'grouping':{'by':['x']}};grouping.by: found \"x\", expected of problem",
        "{TRIGGERS,OUT,'rateLimit':{'perMinute':-1}};rateLimit.perMinute: found -1, expected a whole number",
        "{TRIGGERS,OUT,'suppressUntil':'soon'};suppressUntil: found \"soon\", expected a time as",
        "{TRIGGERS,OUT,'silences':[{'endsAt':'2030-01-01T06:00:00Z'}]};silences[0].owner: found nothing",
        "{TRIGGERS,OUT,'inhibit':{'rules':[{'targetMatchers':[{'field':'type','value':'x'}]}]}};inhibit.rules[0].sourceMatchers: found nothing, expected a list with at least one matcher",
        "{TRIGGERS,OUT,'inhibit':{'rules':[{'sourceMatchers':[{'field':'colour','value':'x'}]}]}};inhibit.rules[0].sourceMatchers[0].field: found \"colour\", expected one of id, name",
        "{TRIGGERS,OUT,'inhibit':{'rules':[{'sourceMatchers':[{'field':'type','value':'x'}],'targetMatchers':[{'field':'type','value':'y'}],'equal':['team']}]}};inhibit.rules[0].equal: found \"team\", expected one of",
        "{TRIGGERS,OUT,'existing':'Maybe'};existing: found \"Maybe\", expected Tell or Ignore",
        "{OUT,'triggers':[{'propagatedHealth':{'checks':true}}]};triggers[0].propagatedHealth.checks: found an unknown field",
        "[];spec: found [], expected an object"
      })
  void whatIsWrongIsNamed(String spec, String message) {
    String text = spec.replace("TRIGGERS", "'triggers':[{'problem':{}}]").replace("OUT", OUT);
    assertThatThrownBy(() -> read(text)).hasMessageStartingWith(message);
  }

  @Test
  void theOlderFormIsTheSameObject() throws Exception {
    JsonNode node =
        json(
            "{'_type':'EventHandler','name':'h','view':12,'function':34,'arguments':["
                + "{'_type':'ArgumentStsEventStreamVal','parameter':1,'filter':'PROBLEM_EVENT'}]}");
    EventHandlerSpec spec = HandlerReader.read(HandlerDefinition.spec(node));

    assertThat(spec.triggers()).singleElement().isInstanceOf(Trigger.OfProblem.class);
    assertThat(spec.scope().view()).isEqualTo("12");
    assertThat(spec.outputs())
        .singleElement()
        .satisfies(o -> assertThat(o.kind()).isEqualTo("script"));
  }

  /** Health sheet, section 9.2. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "STATE_CHANGES;true;[Run State Changed]",
        "LIFE_CYCLE_EVENTS;false;[Element Created, Element Updated, Element Deleted]",
        "STATE_CHANGES_OR_CREATED_DELETED;true;[Run State Changed, Element Created, Element Deleted]",
        "STATE_CHANGES_OR_CREATED_UPDATED_DELETED;true;"
            + "[Run State Changed, Element Created, Element Updated, Element Deleted]"
      })
  void filtersForSeveralEventsAreSeveralTriggers(String filter, boolean health, String types)
      throws Exception {
    JsonNode node =
        json(
            "{'function':34,'arguments':[{'_type':'ArgumentStsEventStreamVal','filter':'"
                + filter
                + "'}]}");
    List<Trigger> triggers = HandlerReader.read(HandlerDefinition.spec(node)).triggers();

    assertThat(triggers).hasSize(health ? 2 : 1);
    assertThat(triggers.get(0) instanceof Trigger.OfElement e && !e.checks()).isEqualTo(health);
    Trigger.OfEvent events = (Trigger.OfEvent) triggers.get(triggers.size() - 1);
    assertThat(events.types()).hasToString(types);
  }

  @Test
  void whoAsksForMonitorsIsToldOfTheirStates() throws Exception {
    String triggers = "{'triggers':[{'elementHealth':{}}]," + OUT;
    EventHandlerSpec monitors = read(triggers + ",'scope':{'monitorTags':['a']}}");
    EventHandlerSpec grouped = read(triggers + ",'grouping':{'by':['monitorState']}}");
    EventHandlerSpec usual = read(triggers + ",'scope':{'componentTags':['a']}}");

    assertThat(monitors.splitsChecks()).isTrue();
    assertThat(monitors.grouping().by()).containsExactly(Grouping.By.MONITOR_STATE);
    assertThat(monitors.grouping().waiting()).isEqualTo(Duration.ZERO);
    assertThat(grouped.splitsChecks()).isTrue();
    assertThat(usual.splitsChecks()).isFalse();
    assertThat(usual.grouping()).isEqualTo(Grouping.NONE);
    assertThat(usual.existing()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'tokenSecretRef':'xoxb-1'",
        "'tokenSecretRef':['xoxb-1']",
        "'tokenSecretRef':{'name':'xoxb-1'}",
        "'auth':{'basic':{'passwordSecretRef':'xoxb-1'}}"
      })
  void aReferenceToASecretHasItsShapeAndWhatStandsThereIsNotShown(String field) {
    assertThatThrownBy(
            () ->
                read(
                    "{'triggers':[{'elementHealth':{}}],'outputs':[{'name':'a','slack':{"
                        + field
                        + "}}]}"))
        .isInstanceOf(InvalidHandlerException.class)
        .hasMessageStartingWith("outputs[0].slack.")
        .hasMessageContaining("SecretRef: found a value of the kind ")
        .hasMessageContaining("{name, key} of a Secret")
        .hasMessageNotContaining("xoxb");
  }

  private static EventHandlerSpec read(String text) throws Exception {
    return HandlerReader.read(json(text));
  }

  private static JsonNode json(String text) throws IOException {
    return Json.mapper().readTree(text.replace('\'', '"'));
  }
}
