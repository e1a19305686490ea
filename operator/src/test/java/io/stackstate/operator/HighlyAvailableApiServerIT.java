package io.stackstate.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.stackstate.crds.Condition;
import io.stackstate.crds.ConditionStatus;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.operator.apiserver.ApiServer;
import io.stackstate.operator.apiserver.ForeignCrds;
import io.stackstate.operator.status.Conditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The sample for production over the genuine CRDs of Strimzi and ECK, with strict validation. */
class HighlyAvailableApiServerIT {
  private static final String READY =
      "{\"observedGeneration\":%d,\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}";

  private final ApiServer server = ApiServer.shared();
  private final String namespace = server.namespace("ha");
  private final Kubelet kubelet = new Kubelet(server.client(), namespace);
  private TestOperator operator;

  @AfterEach
  void stop() {
    if (operator != null) {
      operator.close();
    }
  }

  @Test
  void waitsForMissingCrdsConvergesWhenTheyAppearAndThenWritesNothing() throws IOException {
    String eck = ForeignCrds.elasticsearch().orElse(null);
    List<String> prometheus = ForeignCrds.prometheus().orElse(null);
    Assumptions.assumeTrue(eck != null && prometheus != null, "Go modules are needed");
    operator = TestOperator.start(server, namespace);
    server.apply(
        new SecretBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName("cassandra")
            .endMetadata()
            .withStringData(Map.of("username", "u", "password", "p"))
            .build());
    server.apply(sample());
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(condition("KafkaReady").reason()).isEqualTo("CRDMissing");
              assertThat(condition("ElasticsearchReady").reason()).isEqualTo("CRDMissing");
              assertThat(condition(Condition.STALLED).message()).contains("Kafka");
            });

    ForeignCrds.strimzi().forEach(server::installCrd);
    server.installCrd(eck);
    prometheus.forEach(server::installCrd);
    await().atMost(Duration.ofSeconds(60)).untilAsserted(this::playOthersUntilReady);

    assertThat(instance().getStatus().backends().kafka().bootstrap()).isEqualTo("kafka:9093");
    assertThat(instance().getStatus().backends().elasticsearch().health()).isEqualTo("green");
    assertWritesNothingMore();
  }

  private void assertWritesNothingMore() {
    await()
        .during(Duration.ofMillis(800))
        .atMost(Duration.ofSeconds(10))
        .until(() -> operator.metric("stackstate_operator_reconciliations_active", "") == 0);
    int before = operator.writes().size();
    double reconciled = reconciliations();
    server
        .client()
        .resources(StackStateInstance.class)
        .inNamespace(namespace)
        .withName("prod")
        .edit(
            prod -> {
              prod.getMetadata().setAnnotations(Map.of("stackstate.io/force-reconcile", "1"));
              return prod;
            });

    await().atMost(Duration.ofSeconds(10)).until(() -> reconciliations() > reconciled);
    assertThat(operator.writes().subList(before, operator.writes().size())).isEmpty();
  }

  private double reconciliations() {
    return operator.metric(
        "stackstate_operator_reconciliation_duration_seconds_count", "StackStateInstance");
  }

  private void playOthersUntilReady() {
    kubelet.run();
    playStrimzi();
    if (exists("elasticsearch.k8s.elastic.co/v1", "Elasticsearch")) {
      kubelet.report(
          "elasticsearch.k8s.elastic.co/v1",
          "Elasticsearch",
          all("elasticsearch.k8s.elastic.co/v1", "Elasticsearch").get(0).getMetadata().getName(),
          "{\"phase\":\"Ready\",\"health\":\"green\",\"version\":\"8.19.5\",\"observedGeneration\":1}");
    }
    assertThat(condition(Condition.READY).status())
        .as(condition(Condition.READY).message())
        .isEqualTo(ConditionStatus.True);
  }

  private void playStrimzi() {
    for (String kind : List.of("KafkaTopic", "KafkaUser")) {
      for (GenericKubernetesResource object : all("kafka.strimzi.io/v1", kind)) {
        report(kind, object, READY.formatted(object.getMetadata().getGeneration()));
      }
    }
    for (GenericKubernetesResource kafka : all("kafka.strimzi.io/v1", "Kafka")) {
      report(
          "Kafka",
          kafka,
          "{\"observedGeneration\":%d,\"kafkaVersion\":\"4.2.0\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}],\"listeners\":[{\"name\":\"tls\",\"bootstrapServers\":\"kafka:9093\"}]}"
              .formatted(kafka.getMetadata().getGeneration()));
    }
  }

  private void report(String kind, GenericKubernetesResource object, String status) {
    kubelet.report("kafka.strimzi.io/v1", kind, object.getMetadata().getName(), status);
  }

  private boolean exists(String apiVersion, String kind) {
    return !all(apiVersion, kind).isEmpty();
  }

  private List<GenericKubernetesResource> all(String apiVersion, String kind) {
    return server
        .client()
        .genericKubernetesResources(apiVersion, kind)
        .inNamespace(namespace)
        .list()
        .getItems();
  }

  private StackStateInstance sample() throws IOException {
    String yaml = Files.readString(Path.of("../samples/production/highly-available.yaml"));
    StackStateInstance sample = Serialization.unmarshal(yaml, StackStateInstance.class);
    sample.getMetadata().setNamespace(namespace);
    return sample;
  }

  private StackStateInstance instance() {
    return server
        .client()
        .resources(StackStateInstance.class)
        .inNamespace(namespace)
        .withName("prod")
        .get();
  }

  private Condition condition(String type) {
    StackStateInstance found = instance();
    assertThat(found.getStatus()).isNotNull();
    return Conditions.find(found.getStatus().conditions(), type).orElseThrow();
  }
}
