package io.stackstate.synchronization.external;

import static io.stackstate.synchronization.external.Fixture.A;
import static io.stackstate.synchronization.external.Fixture.B;
import static io.stackstate.synchronization.external.Fixture.component;
import static io.stackstate.synchronization.external.Fixture.delete;
import static io.stackstate.synchronization.external.Fixture.relation;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.Json;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.settings.SyncProgram;
import io.stackstate.model.settings.SyncStatus;
import io.stackstate.synchronization.program.Programs;
import org.junit.jupiter.api.Test;

/** Streams, checks and propagation that templates give. */
class TelemetryTest {
  private final Fixture f = new Fixture();

  private Fixture run(SyncProgram program) {
    return f.configure(Programs.with(Fixture.sync(A), program));
  }

  private Fixture runTemplate(String template) {
    return run(Programs.of(Programs.component(template), Programs.relation(Programs.RELATION)));
  }

  private static String withTelemetry(String telemetry) {
    return Programs.COMPONENT.replace("\"streams\": [],\n  \"checks\": []", telemetry);
  }

  private static final String CHECKED =
      """
      "checks":[{"_type":"Check","name":"c","function":7,
        "arguments":[{"_type":"ArgumentMetricStreamRef","stream":"-105","maxWindow":5}]}],
      "streams":[{"_type":"MetricStream","id":-105,"name":"m","dataType":"METRICS","dataSource":3,
        "query":{"_type":" MetricTelemetryQuery","conditions":[{"key":"k","value":"v"}]}}],
      "propagation":{"_type":"Propagation","function":9,"arguments":[]}
      """;

  @Test
  void whatIsExecutedElsewhereIsNotReported() {
    runTemplate(withTelemetry(CHECKED));
    f.send(A, component("a"), component("b"));

    assertThat(f.names()).containsExactly("a", "b");
    assertThat(f.status(A).errors()).isZero();
    assertThat(f.errorCategories(A)).isEmpty();
  }

  @Test
  void saysOnceThatThePropagationOfRelationsIsNotExecutedWithoutCountingAnError() {
    String template =
        Programs.RELATION.replaceFirst(
            "\\{", "{\"propagation\":{\"_type\":\"Propagation\",\"function\":9,\"arguments\":[]},");
    run(Programs.of(Programs.component(Programs.COMPONENT), Programs.relation(template)));
    f.send(A, component("a"), component("b"), relation("r", "a", "b"), relation("s", "b", "a"));
    f.restart().send(A, relation("t", "a", "b"));

    assertThat(f.status(A).errors()).isZero();
    assertThat(f.errorCategories(A)).containsExactly("PropagationNotYetExecuted");
    assertThat(f.status(A).errorDetails())
        .allMatch(e -> e.level() == SyncStatus.Level.INFO && e.count() == 1);
  }

  @Test
  void streamsAndChecksAreKeptInFullAndFindEachOther() throws Exception {
    runTemplate(withTelemetry(CHECKED));
    f.send(A, component("a"), component("b"));

    Component a = f.named("a");
    TelemetryStream stream = a.streams().get(0);
    assertThat(stream.type()).isEqualTo("MetricStream");
    assertThat(stream.name()).isEqualTo("m");
    JsonNode definition = Json.mapper().readTree(stream.definition());
    assertThat(definition.path("id").asLong()).isEqualTo(stream.id());
    assertThat(definition.at("/query/_type").asText()).isEqualTo("MetricTelemetryQuery");
    assertThat(definition.at("/query/conditions/0/value").asText()).isEqualTo("v");
    assertThat(definition.path("syncCreated").asBoolean()).isTrue();
    JsonNode check = Json.mapper().readTree(a.checks().get(0).definition());
    assertThat(check.path("function").asLong()).isEqualTo(7);
    assertThat(check.at("/arguments/0/stream").asLong()).isEqualTo(stream.id());
    assertThat(check.at("/arguments/0/maxWindow").asLong()).isEqualTo(5);
    assertThat(a.propagation()).contains("\"function\":9");
    assertThat(f.named("b").streams().get(0).id()).isNotEqualTo(stream.id());

    f.restart().send(A, component("a"));
    assertThat(f.lastChanges).as("the same element is not written again").isEmpty();
    assertThat(f.named("a")).isEqualTo(a);
  }

  @Test
  void mergedComponentsKeepTheStreamsOfAllAndChecksTheirOwn() {
    f.configure(Programs.with(Fixture.sync(B), Programs.likeBuiltIn("b")));
    runTemplate(withTelemetry(CHECKED));
    f.send(A, component("a", "{'identifiers':['i']}"), component("b", "{'identifiers':['i']}"));
    f.send(B, component("c", "{'identifiers':['i']}"));

    Component merged = f.components().get(0);
    assertThat(f.components()).hasSize(1);
    assertThat(merged.streams()).hasSize(2).doesNotHaveDuplicates();
    assertThat(merged.checks()).hasSize(2);
    for (int i = 0; i < 2; i++) {
      assertThat(merged.checks().get(i).definition())
          .contains("\"stream\":" + merged.streams().get(i).id());
    }
    f.send(A, delete("b"));
    assertThat(f.components().get(0).streams()).hasSize(1);
  }

  @Test
  void aCheckOfAStreamThatIsNotThereIsAnErrorOfItsElement() {
    runTemplate(withTelemetry(CHECKED.replace("\"id\":-105", "\"id\":-1")));
    f.send(A, component("a"));

    assertThat(f.components()).isEmpty();
    assertThat(f.status(A).errors()).isEqualTo(1);
    assertThat(f.status(A).errorDetails().get(0).message())
        .endsWith("check \"c\" refers to stream -105, which the element does not have");
  }

  @Test
  void relationsHaveStreamsToo() {
    run(
        Programs.of(
            Programs.component(Programs.COMPONENT),
            Programs.relation(
                Programs.RELATION.replace(
                    "\"streams\": []",
                    "\"streams\": [{\"_type\":\"MetricStream\",\"id\":-1,\"name\":\"calls\"}]"))));
    f.send(A, component("a"), component("b"), relation("a", "b"));

    assertThat(f.relations().get(0).streams().get(0).name()).isEqualTo("calls");
    f.restart().send(A, relation("a", "b"));
    assertThat(f.lastChanges).isEmpty();
  }
}
