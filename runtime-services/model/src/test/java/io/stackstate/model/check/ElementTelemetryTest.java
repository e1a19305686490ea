package io.stackstate.model.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.model.check.CheckRule.FunctionCall;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people gave an element, and checks that look at streams of agents. */
class ElementTelemetryTest {
  private static final String NODE =
      """
      {"_type":"ElementTelemetry","id":3,"element":9,
       "streams":[{"_type":"MetricStream","id":11,"name":"m","staleAfter":5,"query":{"metricField":"f"}}],
       "checks":[{"_type":"Check","id":12,"name":"c","function":7,"arguments":[
         {"_type":"ArgumentMetricStreamRef","parameter":8,"stream":11},
         {"_type":"ArgumentEventStreamRef","parameter":9,"stream":40}]}]}""";

  @Test
  void isReadFromItsNode() {
    ElementTelemetry read = ElementTelemetry.read(NODE);

    assertThat(read.element()).isEqualTo(9);
    assertThat(read.streams()).extracting("id", "type", "name").hasSize(1);
    assertThat(read.checks().get(0).name()).isEqualTo("c");
    assertThat(read.isEmpty()).isFalse();
    assertThat(ElementTelemetry.none(9).isEmpty()).isTrue();
    assertThat(ElementTelemetry.nodeId(9)).isPositive().isNotEqualTo(ElementTelemetry.nodeId(8));
  }

  @ParameterizedTest
  @CsvSource({"'{}', found nothing", "'{\"element\":\"9\"}', found \"9\"", "'{', found no JSON"})
  void anotherNodeIsTold(String definition, String message) {
    assertThatThrownBy(() -> ElementTelemetry.read(definition))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void itsChecksMayLookAtWhatAgentsSend() {
    ElementTelemetry made = ElementTelemetry.read(NODE);
    StreamDefinition sent =
        new StreamDefinition(
            40, StreamKind.SERVICE_CHECKS, "-1", "s", null, List.of(), null, null, null);
    CheckDefinition agents =
        new CheckDefinition(41, "a", null, null, new CheckRule.ServiceCheckStatus(40));

    ElementChecks all =
        TemplateChecksReader.with(
            new ElementChecks(List.of(sent), List.of(agents)), made.streams(), made.checks());

    assertThat(all.streams()).extracting(StreamDefinition::id).containsExactly(40L, 11L);
    assertThat(all.streams())
        .extracting(StreamDefinition::staleAfterMillis)
        .containsExactly(0L, 5L);
    assertThat(all.checks()).extracting(CheckDefinition::name).containsExactly("a", "c");
    FunctionCall call = (FunctionCall) all.checks().get(1).rule();
    assertThat(call.metricStreams()).containsExactly(11L);
    assertThat(call.eventStreams()).containsExactly(40L);
    assertThat(TemplateChecksReader.of(made.streams(), made.checks()).checks().get(0).rule())
        .isEqualTo(
            new CheckRule.Invalid(
                "arguments[1].stream: found 40, expected a stream of events of the same element"));
  }
}
