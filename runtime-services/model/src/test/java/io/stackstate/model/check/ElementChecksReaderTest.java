package io.stackstate.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Relation;
import io.stackstate.model.change.Source;
import io.stackstate.model.check.CheckRule.Bound;
import io.stackstate.model.check.CheckRule.EventContains;
import io.stackstate.model.check.CheckRule.EventTag;
import io.stackstate.model.check.CheckRule.Invalid;
import io.stackstate.model.check.CheckRule.MetricRatio;
import io.stackstate.model.check.CheckRule.MetricThreshold;
import io.stackstate.model.check.CheckRule.ServiceCheckStatus;
import io.stackstate.model.check.CheckRule.Statistic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Health sheet, section 2.3; intake sheet, section 9. */
class ElementChecksReaderTest {
  private static final String STREAMS =
      """
      "metrics":[
        {"name":"CPU","metric_field":"system.cpu","stream_id":-1,"aggregation":"MEAN","priority":"HIGH",
         "unit_of_measure":"%","conditions":[{"key":"tags.host","value":"a"},{"key":"host","value":7}]},
        {"name":"Failed","metric_field":"5xx","stream_id":-2,"conditions":[]},
        {"name":"Without metric","stream_id":-5,"conditions":[]}],
      "events":[{"name":"E","stream_id":-3,"conditions":[]}],
      "service_checks":[{"name":"S","stream_id":-4,"conditions":[{"key":"host","value":"a"}]}]""";

  private static String data(String... checks) {
    return "{" + STREAMS + ",\"checks\":[" + String.join(",", checks) + "]}";
  }

  private static ElementChecks read(String properties) {
    return ElementChecksReader.of(component(properties, new Source(7, "x", null)));
  }

  private static Component component(String properties, Source... sources) {
    return new Component(
        1,
        "c",
        "t",
        "l",
        "d",
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        properties,
        List.of(sources));
  }

  private static CheckRule rule(String check) {
    ElementChecks read = read(data(check));
    assertThat(read.checks()).hasSize(1);
    return read.checks().get(0).rule();
  }

  private static long id(String localId) {
    return read("{" + STREAMS + "}").streams().stream()
        .filter(stream -> localId.equals(stream.localId()))
        .mapToLong(StreamDefinition::id)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aStreamHasAllThatTheAgentSaid() {
    StreamDefinition stream = read("{" + STREAMS + "}").streams().get(0);

    assertThat(stream)
        .isEqualTo(
            new StreamDefinition(
                stream.id(),
                StreamKind.METRICS,
                "-1",
                "CPU",
                "system.cpu",
                List.of(new StreamCondition("tags.host", "a"), new StreamCondition("host", "7")),
                "MEAN",
                "%",
                "HIGH"));
    assertThat(read("{" + STREAMS + "}").streams())
        .extracting(StreamDefinition::kind)
        .containsExactly(
            StreamKind.METRICS, StreamKind.METRICS, StreamKind.EVENTS, StreamKind.SERVICE_CHECKS);
  }

  @ParameterizedTest
  @CsvSource({
    "is_metric_maximum_average_check,MAXIMUM,AVERAGE",
    "is_metric_maximum_last_check,MAXIMUM,LAST",
    "is_metric_maximum_percentile_check,MAXIMUM,PERCENTILE",
    "is_metric_minimum_average_check,MINIMUM,AVERAGE",
    "is_metrics_minimum_average_check,MINIMUM,AVERAGE",
    "is_metric_minimum_last_check,MINIMUM,LAST",
    "is_metric_minimum_percentile_check,MINIMUM,PERCENTILE"
  })
  void everyKindOfThresholdIsRead(String flag, Bound bound, Statistic statistic) {
    CheckRule rule =
        rule(
            """
            {"name":"n","%s":1,"stream_id":-1,"deviating_value":75,"critical_value":90.5,"percentile":99}"""
                .formatted(flag));

    assertThat(rule)
        .isEqualTo(
            new MetricThreshold(
                bound,
                statistic,
                statistic == Statistic.PERCENTILE ? 99 : 0,
                id("-1"),
                75,
                90.5,
                300_000));
  }

  @Test
  void ratiosNameTwoStreamsInTheWordsOfOldAgentsToo() {
    String tail = "\"name\":\"n\",\"deviating_value\":1,\"critical_value\":2,\"max_window\":1000}";

    assertThat(
            rule(
                "{\"is_metric_maximum_ratio_check\":true,\"denominator_stream_id\":-1,"
                    + "\"numerator_stream_id\":-2,"
                    + tail))
        .isEqualTo(new MetricRatio(Statistic.AVERAGE, id("-2"), id("-1"), 1, 2, 1_000));
    assertThat(rule("{\"is_metrics_failed_ratio_check\":true,\"success\":-1,\"failed\":-2," + tail))
        .isEqualTo(new MetricRatio(Statistic.LAST, id("-2"), id("-1"), 1, 2, 1_000));
  }

  @Test
  void checksOnEventsAreRead() {
    assertThat(
            rule(
                """
                {"name":"n","is_event_contains_key_value_check":true,"stream_id":-3,"contains_key":"k",
                 "contains_value":"v","found_health_state":"cRiTiCaL","missing_health_state":"CLEAR"}"""))
        .isEqualTo(new EventContains(id("-3"), "k", "v", HealthState.CRITICAL, HealthState.CLEAR));
    assertThat(
            rule(
                "{\"name\":\"n\",\"is_event_tag_as_health_check\":true,\"stream_id\":-3,\"tag_name\":\"h\"}"))
        .isEqualTo(new EventTag(id("-3"), "h"));
    assertThat(rule("{\"name\":\"n\",\"is_service_check_health_check\":true,\"stream_id\":-4}"))
        .isEqualTo(new ServiceCheckStatus(id("-4")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"stream_id\":-9 | checks[0].stream_id: found -9, expected the stream_id of a stream of the same component",
        "\"x\":1 | checks[0].stream_id: found nothing, expected the stream_id of a stream of the same component",
        "\"stream_id\":-5 | checks[0].stream_id: metrics[2].metric_field: found nothing, expected a text",
        "\"stream_id\":-3 | checks[0].stream_id: found -3, expected a stream of metrics, not of events",
        "\"stream_id\":-1,\"deviating_value\":\"75\" | checks[0].deviating_value: found \"75\", expected a number",
        "\"stream_id\":-1,\"deviating_value\":1 | checks[0].critical_value: found nothing, expected a number",
        "\"stream_id\":-1,\"deviating_value\":1,\"critical_value\":2,\"max_window\":0 | checks[0].max_window: found 0, expected milliseconds from 1 to 3600000",
        "\"stream_id\":-1,\"is_metric_minimum_last_check\":true | checks[0].is_..._check: found is_metric_maximum_average_check and is_metric_minimum_last_check, expected exactly one that is true"
      })
  void aWrongCheckSaysWhichFieldIsWrongAndItsSiblingWorks(String fields, String message) {
    String wrong = "{\"name\":\"w\",\"is_metric_maximum_average_check\":true," + fields + "}";
    String right = "{\"name\":\"r\",\"is_service_check_health_check\":true,\"stream_id\":-4}";

    List<CheckDefinition> checks = read(data(wrong, right)).checks();

    assertThat(checks).extracting(CheckDefinition::name).containsExactly("w", "r");
    assertThat(checks.get(0).rule()).isEqualTo(new Invalid(message));
    assertThat(checks.get(1).rule()).isInstanceOf(ServiceCheckStatus.class);
  }

  @Test
  void whatIsNoCheckAtAllIsToldToo() {
    assertThat(read("{\"checks\":3}").checks())
        .extracting(CheckDefinition::rule)
        .containsExactly(new Invalid("checks: found 3, expected a list"));
    assertThat(read("{\"checks\":[\"a\",{\"name\":\"n\"}]}").checks())
        .extracting(CheckDefinition::rule)
        .containsExactly(
            new Invalid("checks[0]: found \"a\", expected an object"),
            new Invalid(
                "checks[1].is_..._check: found none that is true, expected exactly one that is true"));
    assertThat(read("no json with \"checks\"")).isEqualTo(ElementChecks.NONE);
    assertThat(read(null)).isEqualTo(ElementChecks.NONE);
  }

  @Test
  void aStreamMayBeNamedByItsUuid() {
    ElementChecks read =
        read(
            """
            {"metrics":[{"name":"m","metric_field":"f","identifier":"3f1c","conditions":{"host":"a"}}],
             "checks":[{"name":"n","is_metric_minimum_last_check":true,"stream_id":"3f1c",
                        "deviating_value":1,"critical_value":0}]}""");

    assertThat(read.streams().get(0).conditions())
        .containsExactly(new StreamCondition("host", "a"));
    assertThat(read.checks().get(0).rule().metricStreams())
        .containsExactly(read.streams().get(0).id());
  }

  @Test
  void aNameOfTwoStreamsIsOfNone() {
    assertThat(
            read("""
                    {"metrics":[{"metric_field":"f","stream_id":-1},{"metric_field":"g","stream_id":-1}],
                     "checks":[{"name":"n","is_metric_minimum_last_check":true,"stream_id":-1,
                                "deviating_value":1,"critical_value":0}]}""")
                .checks())
        .extracting(CheckDefinition::rule)
        .containsExactly(
            new Invalid("checks[0].stream_id: -1 names several streams, expected one"));
  }

  @Test
  void sourcesThatMergeKeepTheirStreamsApartAndTheirIds() {
    String first = data("{\"name\":\"n\",\"is_service_check_health_check\":1,\"stream_id\":-4}");
    ElementChecks alone = read(first);
    ElementChecks merged =
        ElementChecksReader.of(
            component(
                "{}", new Source(7, "x", component(first)), new Source(8, "y", component(first))));

    assertThat(merged.checks()).hasSize(2).contains(alone.checks().get(0));
    assertThat(merged.streams()).hasSize(8).containsAll(alone.streams());
    assertThat(merged.checks()).extracting(CheckDefinition::id).doesNotHaveDuplicates();
  }

  @Test
  void relationsHaveChecksToo() {
    Relation relation =
        new Relation(
            3,
            "r",
            "uses",
            1,
            2,
            DependencyDirection.ONE_WAY,
            List.of(),
            null,
            data("{\"name\":\"n\",\"is_service_check_health_check\":1,\"stream_id\":-4}"),
            7,
            "r");

    assertThat(ElementChecksReader.of(relation).checks())
        .extracting(CheckDefinition::name)
        .containsExactly("n");
  }
}
