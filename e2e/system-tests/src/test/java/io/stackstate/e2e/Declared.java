package io.stackstate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A custom resource of ours, as a user with kubectl handles it. */
final class Declared {
  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final Duration POLL = Duration.ofMillis(300);
  private static final String API_VERSION = "stackstate.io/v1alpha1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubernetesClient client;
  private final String namespace;
  private final String kind;
  private final String name;

  Declared(KubernetesClient client, String namespace, String kind, String name) {
    this.client = client;
    this.namespace = namespace;
    this.kind = kind;
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
                .formatted(API_VERSION, kind, name, spec))
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

  /** Waits until it is ready as it is declared now; fails with its status. */
  void awaitReady() {
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .untilAsserted(
            () -> {
              JsonNode now = json();
              assertThat(condition(now, "Ready").path("status").asText())
                  .as(now.path("status").toPrettyString())
                  .isEqualTo("True");
              assertThat(observed(now)).isTrue();
            });
  }

  /** Waits for a condition with a reason; fails with the status. */
  void awaitCondition(String type, String status, String reason) {
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .untilAsserted(
            () -> {
              JsonNode condition = condition(type);
              assertThat(
                      condition.path("status").asText() + " " + condition.path("reason").asText())
                  .as(status().toPrettyString())
                  .isEqualTo(status + " " + reason);
            });
  }

  /** Waits until the status is as wanted; fails with what it is. */
  void awaitStatus(Predicate<JsonNode> wanted) {
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .untilAsserted(
            () -> {
              JsonNode status = status();
              assertThat(wanted.test(status)).as(status.toPrettyString()).isTrue();
            });
  }

  /** A condition as it is now; empty when there is none of this type. */
  JsonNode condition(String type) {
    return condition(json(), type);
  }

  /** Waits until the operator has seen the newest generation. */
  void awaitObserved() {
    await().atMost(PATIENCE).pollInterval(POLL).until(() -> observed(json()));
  }

  JsonNode status() {
    return json().path("status");
  }

  private static boolean observed(JsonNode resource) {
    return resource.path("status").path("observedGeneration").asLong()
        == resource.path("metadata").path("generation").asLong();
  }

  private static JsonNode condition(JsonNode resource, String type) {
    for (JsonNode condition : resource.path("status").path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition;
      }
    }
    return JSON.createObjectNode();
  }

  private JsonNode json() {
    return JSON.valueToTree(resource().get());
  }

  private Resource<GenericKubernetesResource> resource() {
    return client
        .genericKubernetesResources(API_VERSION, kind)
        .inNamespace(namespace)
        .withName(name);
  }
}
