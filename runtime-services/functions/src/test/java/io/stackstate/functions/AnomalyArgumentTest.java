package io.stackstate.functions;

import static io.stackstate.functions.Functions.call;
import static io.stackstate.functions.Functions.check;
import static io.stackstate.functions.Functions.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.functions.FunctionResult.Check;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The event that check functions are called with; query sheet, section 7.1. */
class AnomalyArgumentTest {
  @Test
  void aCheckSeesAllOfAnAnomaly() throws Exception {
    Map<String, Object> event = new HashMap<>();
    event.put("_type", "AnomalyEvent");
    event.put("identifier", "e1");
    event.put("elementIdentifiers", List.of("urn:cart"));
    event.put("category", "Anomalies");
    event.put("type", "Metric Stream Anomaly");
    event.put("name", "rise");
    event.put("description", null);
    event.put("eventTimestamp", 5L);
    event.put("observedTimestamp", 6L);
    event.put("tags", List.of("severity:HIGH", "anomalyDirection:RISE"));
    event.put(
        "data",
        Map.of(
            "severity",
            "HIGH",
            "severityScore",
            0.9,
            "explanation",
            "why",
            "streamName",
            "latency",
            "elementName",
            "cart",
            "streamId",
            7,
            "checkedInterval",
            Map.of("startTimestamp", 1, "endTimestamp", 2)));
    String script =
        """
        def d = event.getData()
        [data: [all: [event.getIdentifier(), event.getElementIdentifiers()[0], event.getCategory(),
          event.getType(), event.getName(), event.getDescription().orElse('none'),
          event.getEventTimestamp(), event.getObservedTimestamp(),
          event.getTags().any { it == 'anomalyDirection:RISE' },
          d.getSeverity(), d.getSeverityScore(), d.getExplanation(), d.getStreamName(),
          d.getElementName(), d.getStreamId() == metricStream,
          d.getCheckedInterval().getStartTimestamp(), d.getCheckedInterval().endTimestamp,
          d.getEventTimeInterval()]]]""";

    Check result =
        (Check)
            call(
                check(
                    script,
                    user("event", "STS_EVENT_STREAM"),
                    user("metricStream", "METRIC_STREAM_ID")),
                Map.of("event", event, "metricStream", 7L));

    assertThat(result.data().get("all"))
        .isEqualTo(
            Arrays.asList(
                "e1",
                "urn:cart",
                "Anomalies",
                "Metric Stream Anomaly",
                "rise",
                "none",
                5L,
                6L,
                true,
                "HIGH",
                0.9,
                "why",
                "latency",
                "cart",
                true,
                1,
                2,
                null));
  }
}
