package io.stackstate.health.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.health.function.Nodes;
import io.stackstate.health.function.ScriptedChecks;
import io.stackstate.model.change.Check;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.check.TemplateChecksReader;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.model.health.CheckDetails.CausingEvent;
import io.stackstate.model.intake.TopologyEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks on anomalies; health sheet, section 2.4, and test case 5 of 15. */
class AnomalyCheckTest {
  private static final long FUNCTION = 500;
  private static final long EIGHT_MINUTES = 480_000;
  private static final String[] PARAMETERS = {
    "anomalyDirection", "ANOMALY_DIRECTION",
    "metricStream", "METRIC_STREAM_ID",
    "event", "STS_EVENT_STREAM"
  };
  private static final TelemetryStream LATENCY =
      new TelemetryStream(
          11, "MetricStream", "latency", "{\"query\":{\"metricField\":\"latency\"}}");

  private final ScriptedChecks functions = Nodes.functions().checks();
  private final CheckLab lab = new CheckLab(functions);

  private void builtIn(String direction, BoundCheckState... said) {
    function(Nodes.script("Autonomous metric stream anomaly detection"));
    define(direction, said);
  }

  private void function(String script) {
    functions.put(FUNCTION, Nodes.check(FUNCTION, script, PARAMETERS));
  }

  private void define(String direction, BoundCheckState... said) {
    Check check =
        new Check(
            21,
            "n",
            """
            {"function":500,"arguments":[
             {"_type":"ArgumentAnomalyDirectionVal","parameter":501,"value":"%s"},
             {"_type":"ArgumentMetricStreamId","parameter":502,"stream":11},
             {"_type":"ArgumentStsEventStreamVal","parameter":503,"filter":"ANOMALY_EVENT"}]}"""
                .formatted(direction));
    lab.checks.define(
        new CheckedElement(
            1,
            TemplateChecksReader.of(List.of(LATENCY), List.of(check)),
            List.of("urn:cart"),
            List.of(said)));
  }

  private static TopologyEvent event(String type, String severity, String direction, long stream) {
    return new TopologyEvent(
        "e1",
        "Anomalies",
        "Unexpected rise of response time",
        null,
        type,
        List.of("anomalyDirection:" + direction, "severity:" + severity),
        """
        {"severity":"%s","severityScore":0.97,"explanation":"p95 3.1 s","streamId":%d,
         "streamName":"latency","elementName":"cart",
         "checkedInterval":{"startTimestamp":10,"endTimestamp":20}}"""
            .formatted(severity, stream),
        "detector",
        null,
        List.of("urn:cart"),
        List.of(),
        "host",
        null,
        null,
        77,
        List.of());
  }

  private void anomaly(String severity, String direction, long stream) {
    send(event("Metric Stream Anomaly", severity, direction, stream));
  }

  private void send(TopologyEvent event) {
    try {
      lab.checks.anomaly(Anomaly.of(event, lab.now));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private HealthState health() {
    return lab.state("n").health();
  }

  /** Test case 5. */
  @Test
  void onlyHighSeverityDeviatesForEightMinutes() {
    builtIn("RISE");
    assertThat(health()).isEqualTo(HealthState.UNKNOWN);
    anomaly("MEDIUM", "RISE", 11);
    assertThat(health()).isEqualTo(HealthState.UNKNOWN);

    anomaly("HIGH", "RISE", 11);
    assertThat(health()).isEqualTo(HealthState.DEVIATING);
    BoundCheckState state = lab.states.get("n");
    assertThat(state.message()).isEqualTo("Unexpected rise of response time");
    assertThat(state.details().detailedMessage()).isEqualTo("p95 3.1 s");
    assertThat(state.details().causingEvents())
        .containsExactly(
            new CausingEvent(
                "Unexpected rise of response time", "e1", 77, "Metric Stream Anomaly"));

    lab.now += EIGHT_MINUTES - 1;
    send(event("Metric Stream No Anomaly", "HIGH", "RISE", 11));
    assertThat(lab.evaluate()).isEmpty();
    lab.now += 1;
    assertThat(health()).isEqualTo(HealthState.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "RISE, HIGH, RISE, 11, DEVIATING",
    "RISE, HIGH, DROP, 11, UNKNOWN",
    "DROP, HIGH, DROP, 11, DEVIATING",
    "ANY, HIGH, DROP, 11, DEVIATING",
    "ANY, HIGH, RISE, 12, UNKNOWN",
    "ANY, LOW, RISE, 11, UNKNOWN"
  })
  void streamAndDirectionMustMatch(
      String wanted, String severity, String direction, long stream, HealthState expected) {
    builtIn(wanted);
    anomaly(severity, direction, stream);

    assertThat(health()).isEqualTo(expected);
    assertThat(lab.states.get("n").error()).isNull();
  }

  @Test
  void anAnomalyThatGoesOnIsWrittenWithItsLaterEnd() {
    builtIn("RISE");
    anomaly("HIGH", "RISE", 11);
    assertThat(health()).isEqualTo(HealthState.DEVIATING);
    long first = lab.states.get("n").expiry().atMillis();
    lab.now += 60_000;
    anomaly("HIGH", "RISE", 11);
    assertThat(lab.evaluate()).hasSize(1);

    assertThat(lab.states.get("n").expiry().atMillis()).isEqualTo(first + 60_000);
    lab.now = first;
    assertThat(lab.evaluate()).isEmpty();
    lab.now = first + 60_000;
    assertThat(health()).isEqualTo(HealthState.UNKNOWN);
  }

  @Test
  void theStateGoesOnAfterARestart() {
    builtIn("RISE");
    anomaly("HIGH", "RISE", 11);
    lab.evaluate();
    CheckLab after = new CheckLab(functions);
    after.now = lab.now + 1_000;
    BoundCheckState said = lab.states.get("n");
    after.checks.define(
        new CheckedElement(
            1,
            TemplateChecksReader.of(
                List.of(LATENCY),
                List.of(
                    new Check(
                        21,
                        "n",
                        """
                        {"function":500,"arguments":[
                         {"_type":"ArgumentStsEventStreamVal","parameter":503,
                          "filter":"ANOMALY_EVENT"}]}"""))),
            List.of("urn:cart"),
            List.of(said)));

    assertThat(after.evaluate()).isEmpty();
    after.now = said.expiry().atMillis();
    assertThat(after.state("n").health()).isEqualTo(HealthState.UNKNOWN);
  }

  @Test
  void eachEventIsGivenToACustomFunctionInItsOrder() {
    function("event.data.severity == 'HIGH' ? CRITICAL : event.type.contains('No') ? CLEAR : null");
    define("ANY");
    anomaly("HIGH", "RISE", 11);
    anomaly("LOW", "RISE", 11);
    assertThat(health()).isEqualTo(HealthState.CRITICAL);

    anomaly("HIGH", "RISE", 11);
    send(event("Metric Stream No Anomaly", "NONE", "RISE", 11));
    assertThat(health()).isEqualTo(HealthState.CLEAR);
  }

  @Test
  void anEventConcernsTheElementsThatItNames() {
    function("CRITICAL");
    define("ANY");
    TopologyEvent named = event("Metric Stream Anomaly", "HIGH", "RISE", 11);
    send(of(named, List.of("urn:other"), List.of()));
    assertThat(health()).isEqualTo(HealthState.UNKNOWN);
    send(of(named, List.of(), List.of(1L)));
    assertThat(health()).isEqualTo(HealthState.CRITICAL);

    lab.checks.define(
        new CheckedElement(1, TemplateChecksReader.of(List.of(), List.of()), List.of()));
    assertThat(lab.checks.wantAnomalies()).isFalse();
  }

  private static TopologyEvent of(TopologyEvent e, List<String> identifiers, List<Long> elements) {
    return new TopologyEvent(
        e.id(),
        e.category(),
        e.name(),
        e.description(),
        e.type(),
        e.tags(),
        e.data(),
        e.source(),
        e.sourceIdentifier(),
        identifiers,
        e.sourceLinks(),
        e.host(),
        e.sourceTypeName(),
        e.alertType(),
        e.timestamp(),
        elements);
  }
}
