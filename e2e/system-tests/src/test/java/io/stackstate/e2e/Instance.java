package io.stackstate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A StackStateInstance as a user with kubectl handles it. */
final class Instance {
  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String API_VERSION = "stackstate.io/v1alpha1";
  private static final String KIND = "StackStateInstance";

  private final KubernetesClient client;
  private final String namespace;
  private final String name;

  Instance(KubernetesClient client, String namespace, String name) {
    this.client = client;
    this.namespace = namespace;
    this.name = name;
  }

  /**
   * Creates it.
   *
   * @param spec YAML of what stands under {@code spec}, in one line
   */
  void create(String spec) {
    client
        .resource(
            """
            apiVersion: %s
            kind: %s
            metadata: {name: %s}
            spec: %s
            """
                .formatted(API_VERSION, KIND, name, spec))
        .inNamespace(namespace)
        .create();
  }

  /** Changes fields by a JSON merge patch. */
  void patch(String json) {
    resource().patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }

  /** Asks for its deletion and waits until it is gone. */
  void delete() {
    resource().delete();
    resource().waitUntilCondition(r -> r == null, PATIENCE.toMinutes(), TimeUnit.MINUTES);
  }

  /** Waits until it is ready as it is declared now; fails with all of its conditions. */
  void awaitReady() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              JsonNode now = json();
              JsonNode ready = condition(now, "Ready");
              assertThat(ready.path("status").asText())
                  .as(now.path("status").toPrettyString())
                  .isEqualTo("True");
              assertThat(ready.path("observedGeneration").asLong())
                  .isEqualTo(now.path("metadata").path("generation").asLong());
            });
  }

  /** Waits until a condition has a status. */
  void awaitCondition(String type, String status) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () ->
                assertThat(condition(json(), type).path("status").asText())
                    .as(status().toPrettyString())
                    .isEqualTo(status));
  }

  /** Waits until the operator has seen the newest generation. */
  void awaitObserved() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              JsonNode now = json();
              return now.path("status").path("observedGeneration").asLong()
                  == now.path("metadata").path("generation").asLong();
            });
  }

  JsonNode status() {
    return json().path("status");
  }

  /** The platform behind its one Service, with the key and the token that the status points to. */
  Platform platform() {
    JsonNode status = status();
    String address =
        client.services().inNamespace(namespace).withName(name).get().getSpec().getClusterIP();
    Platform platform =
        new Platform(
            "http://" + address + ":7070",
            secret(status.path("apiKeySecret").asText(), "api-key"),
            secret(status.path("serviceTokenSecret").asText(), "token"));
    Waits.untilServed(platform);
    return platform;
  }

  /** Its pods. */
  List<Pod> pods() {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabel("app.kubernetes.io/instance", name)
        .list()
        .getItems();
  }

  /** Identity of each of its pods, by name. */
  Map<String, String> podIds() {
    return pods().stream()
        .collect(Collectors.toMap(p -> p.getMetadata().getName(), p -> p.getMetadata().getUid()));
  }

  /** Deletes a pod and waits until another one has its place. */
  void replacePod(String component, Duration grace) {
    Map<String, String> before = podIds();
    client
        .pods()
        .inNamespace(namespace)
        .withLabel("app.kubernetes.io/instance", name)
        .withLabel("app.kubernetes.io/component", component)
        .withGracePeriod(grace.toSeconds())
        .delete();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                podIds().size() == before.size()
                    && before.entrySet().stream()
                        .anyMatch(e -> !e.getValue().equals(podIds().get(e.getKey()))));
  }

  private String secret(String secret, String key) {
    String value =
        client.secrets().inNamespace(namespace).withName(secret).get().getData().get(key);
    return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
  }

  private JsonNode json() {
    return JSON.valueToTree(resource().get());
  }

  private static JsonNode condition(JsonNode instance, String type) {
    for (JsonNode condition : instance.path("status").path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition;
      }
    }
    return JSON.createObjectNode();
  }

  private Resource<GenericKubernetesResource> resource() {
    return client
        .genericKubernetesResources(API_VERSION, KIND)
        .inNamespace(namespace)
        .withName(name);
  }
}
