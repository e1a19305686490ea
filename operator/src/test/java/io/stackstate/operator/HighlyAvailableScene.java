package io.stackstate.operator;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;

/**
 * The sample for production on an API server: the test plays the kubelet, Strimzi and Elastic's
 * operator.
 */
final class HighlyAvailableScene {
  private static final String READY =
      "{\"observedGeneration\":%d,\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}";

  private final ApiServer server;
  private final String namespace;
  private final Kubelet kubelet;

  HighlyAvailableScene(ApiServer server, String namespace) {
    this.server = server;
    this.namespace = namespace;
    this.kubelet = new Kubelet(server.client(), namespace);
  }

  /** The CRDs of others; false when they cannot be had. */
  boolean installCrds() {
    String eck = ForeignCrds.elasticsearch().orElse(null);
    List<String> prometheus = ForeignCrds.prometheus().orElse(null);
    if (eck == null || prometheus == null) {
      return false;
    }
    ForeignCrds.strimzi().forEach(server::installCrd);
    server.installCrd(eck);
    prometheus.forEach(server::installCrd);
    return true;
  }

  /** Takes away what {@link #installCrds()} left on the server before. */
  void removeCrds() {
    ForeignCrds.strimzi().forEach(server::removeCrd);
    ForeignCrds.elasticsearch().ifPresent(server::removeCrd);
    ForeignCrds.prometheus().ifPresent(crds -> crds.forEach(server::removeCrd));
  }

  /** Creates it, with what it refers to. */
  void create() throws IOException {
    server.apply(
        new SecretBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName("cassandra")
            .endMetadata()
            .withStringData(Map.of("username", "u", "password", "p"))
            .build());
    server.apply(sample(namespace));
  }

  /** Plays one step of all of them; fails with the reason when the instance is not ready then. */
  void playOthersUntilReady() {
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

  /** The sample, in the namespace of the scene. */
  static StackStateInstance sample(String namespace) throws IOException {
    String yaml = Files.readString(Path.of("../samples/production/highly-available.yaml"));
    StackStateInstance sample = Serialization.unmarshal(yaml, StackStateInstance.class);
    sample.getMetadata().setNamespace(namespace);
    return sample;
  }

  /** As the API server has it now. */
  StackStateInstance instance() {
    return server
        .client()
        .resources(StackStateInstance.class)
        .inNamespace(namespace)
        .withName("prod")
        .get();
  }

  /** A condition that must be there. */
  Condition condition(String type) {
    StackStateInstance found = instance();
    assertThat(found.getStatus()).isNotNull();
    return Conditions.find(found.getStatus().conditions(), type).orElseThrow();
  }
}
