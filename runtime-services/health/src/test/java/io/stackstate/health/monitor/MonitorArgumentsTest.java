package io.stackstate.health.monitor;

import static io.stackstate.health.monitor.Fixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Health sheet, section 3.1. */
class MonitorArgumentsTest {
  private static final JsonNode FUNCTION =
      json(
          "{'parameters':["
              + "{'id':11,'name':'limit','type':'DOUBLE','required':true},"
              + "{'id':12,'name':'labels','type':'STRING','multiple':true},"
              + "{'id':13,'name':'metrics','type':'SCRIPT_METRIC_QUERY'}]}");

  private static Map<String, Object> bind(String arguments) throws Exception {
    return MonitorArguments.bind(json(arguments), FUNCTION, "");
  }

  @Test
  void bothFormsBindByTheNameOfTheParameter() throws Exception {
    Map<String, Object> expected = Map.of("limit", 1.5, "labels", List.of("a", "b"));

    assertThat(bind("{'limit':1.5,'labels':['a','b']}")).isEqualTo(expected);
    assertThat(
            bind(
                "[{'_type':'ArgumentDoubleVal','parameter':11,'value':1.5},"
                    + "{'_type':'ArgumentStringVal','parameter':12,'value':'a'},"
                    + "{'_type':'ArgumentStringVal','parameter':12,'value':'b'}]"))
        .isEqualTo(expected);
  }

  @Test
  void aQueryOfLaterReleasesIsAValue() throws Exception {
    assertThat(
            bind(
                "[{'_type':'ArgumentDoubleVal','parameter':11,'value':1},"
                    + "{'_type':'ArgumentTopologyQueryVal','parameter':12,'query':'type = x'}]"))
        .isEqualTo(Map.of("limit", 1, "labels", List.of("type = x")));
  }

  @Test
  void thePlatformSaysForWhichMonitorItIsAndNobodyElseDoes() throws Exception {
    JsonNode function =
        json("{'parameters':[{'id':1,'name':'monitorIdentifier','type':'STRING','system':true}]}");

    assertThat(MonitorArguments.bind(json("{}"), function, "urn:custom:monitor:cpu"))
        .isEqualTo(Map.of("monitorIdentifier", "urn:custom:monitor:cpu"));
    assertThat(MonitorArguments.bind(json("{}"), function, "")).isEmpty();
    assertThatThrownBy(
            () -> MonitorArguments.bind(json("{'monitorIdentifier':'x'}"), function, "urn:a"))
        .hasMessageContaining("expected a parameter of the function: []");
  }

  @Test
  void anOptionalParameterMayBeLeftOut() throws Exception {
    assertThat(bind("{'limit':1}")).containsOnlyKeys("limit");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|argument limit: found nothing, expected a value of type DOUBLE",
        "{'limit':null}|argument limit: found nothing, expected a value of type DOUBLE",
        "{'limits':1}|arguments.limits: found \"limits\", expected a parameter of the function:"
            + " [limit, labels, metrics]",
        "[{'parameter':99,'value':1}]|arguments[0].parameter: found \"99\", expected a parameter of"
            + " the function: [limit, labels, metrics]",
        "[{'parameter':11}]|argument limit: found no value, expected one",
        "[{'parameter':11,'value':1},{'parameter':11,'value':2}]"
            + "|argument limit: found twice, expected once",
        "7|arguments: found 7, expected a list or a map",
        "{'limit':1,'metrics':{'a':1}}"
            + "|argument metrics: found {\"a\":1}, expected a script that is a telemetry query",
        "{'limit':1,'metrics':' '}"
            + "|argument metrics: found \" \", expected a script that is a telemetry query",
      })
  void whatIsWrongNamesTheParameter(String arguments, String message) {
    assertThatThrownBy(() -> bind(arguments.replace("\"", "'")))
        .isInstanceOf(InvalidMonitorException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'function':1,'intervalSeconds':0}"
            + "|intervalSeconds: found 0, expected 1 to 31536000 seconds",
        "{'function':1}|intervalSeconds: found nothing, expected 1 to 31536000 seconds",
        "{'intervalSeconds':1}|function: found nothing, expected the id of a MonitorFunction"
      })
  void aMonitorThatIsNoneNamesTheField(String node, String message) {
    assertThatThrownBy(() -> Monitor.read(json(node))).hasMessage(message);
  }
}
