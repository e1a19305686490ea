package io.stackstate.health.kafka;

import io.stackstate.health.Topology;
import io.stackstate.model.Topics;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Check;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.check.ElementTelemetry;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.intake.GenericEvent;
import io.stackstate.model.intake.MultiMetric;
import io.stackstate.model.intake.TopologyEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Components with checks, and what is sent for those to look at. */
record CheckFeed(TestKafka kafka) {
  /** A check on the last value of a metric, and one on a tag of the last event. */
  static Change component(long id) {
    return Topology.withProperties(
        id,
        """
        {"metrics":[{"name":"Load","metric_field":"load","stream_id":-1,
                     "conditions":[{"key":"tags.id","value":"%1$d"}]}],
         "events":[{"name":"E","stream_id":-2,"conditions":[{"key":"tags.id","value":"%1$d"}]}],
         "checks":[{"name":"load","is_metric_maximum_last_check":true,"stream_id":-1,
                    "deviating_value":5,"critical_value":9},
                   {"name":"state","is_event_tag_as_health_check":true,"stream_id":-2,
                    "tag_name":"health"}]}"""
            .formatted(id));
  }

  void load(long id, double value) throws IOException {
    long now = System.currentTimeMillis();
    kafka.put(
        Topics.MULTI_METRICS,
        "host",
        new MultiMetric(
            MultiMetric.CONVERTED,
            "host",
            "gauge",
            null,
            Map.of("load", value),
            Map.of("id", Long.toString(id)),
            now));
  }

  void event(long id, String health) throws IOException {
    long now = System.currentTimeMillis();
    kafka.put(
        Topics.GENERIC_EVENTS,
        "e" + now,
        new GenericEvent(
            "e" + now,
            "n",
            "",
            "t",
            "",
            "host",
            Map.of("id", Long.toString(id), "health", health),
            null,
            null,
            null,
            now));
  }

  static ElementTelemetry made(long element, long function) {
    return new ElementTelemetry(
        element,
        List.of(
            new TelemetryStream(
                41,
                "MetricStream",
                "Load",
                """
                {"_type":"MetricStream","id":41,"name":"Load","query":{"metricField":"load",
                 "conditions":[{"key":"tags.id","value":"%d"}]}}"""
                    .formatted(element))),
        List.of(
            new Check(
                42,
                "by hand",
                """
                {"_type":"Check","id":42,"name":"by hand","function":%d,"arguments":[
                 {"_type":"ArgumentMetricStreamRef","parameter":%d,"stream":41}]}"""
                    .formatted(function, function + 1))));
  }

  void publish(ElementTelemetry made) throws IOException {
    String streams = made.streams().get(0).definition();
    String checks = made.checks().get(0).definition();
    kafka.settings(
        ElementTelemetry.NODE_TYPE,
        ElementTelemetry.nodeId(made.element()),
        "c",
        "{\"element\":%d,\"streams\":[%s],\"checks\":[%s]}"
            .formatted(made.element(), streams, checks));
  }

  /** The state is the one of the last anomaly that names the component. */
  static Change withAnomalyCheck(long id, long function) {
    return Topology.withTelemetry(
        id,
        new TelemetryStream(
            id * 10, "MetricStream", "Load", "{\"query\":{\"metricField\":\"load\"}}"),
        new Check(
            id * 10 + 1,
            "anomaly",
            """
            {"function":%d,"arguments":[
             {"_type":"ArgumentStsEventStreamVal","parameter":%d,"filter":"ANOMALY_EVENT"}]}"""
                .formatted(function, function + 1)));
  }

  void anomaly(long id, String state) throws IOException {
    long now = System.currentTimeMillis();
    TopologyEvent event =
        new TopologyEvent(
            "a" + now,
            "Anomalies",
            "anomaly",
            null,
            EventTypes.METRIC_STREAM_ANOMALY,
            List.of(),
            "{\"severity\":\"%s\"}".formatted(state),
            "detector",
            null,
            List.of("urn:" + id),
            List.of(),
            "host",
            null,
            null,
            now,
            List.of());
    kafka.put(Topics.TOPOLOGY_EVENTS, event.id(), event);
  }
}
