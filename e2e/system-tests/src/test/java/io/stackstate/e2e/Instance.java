package io.stackstate.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A StackStateInstance with its pods and the platform that they are. */
final class Instance {
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  private final KubernetesClient client;
  private final String namespace;
  private final String name;
  private final Declared resource;

  Instance(KubernetesClient client, String namespace, String name) {
    this.client = client;
    this.namespace = namespace;
    this.name = name;
    resource = new Declared(client, namespace, "StackStateInstance", name);
  }

  Declared resource() {
    return resource;
  }

  /** The platform behind its one Service, with the key and the token that the status points to. */
  Platform platform() {
    return platform(resource.status().path("serviceTokenSecret").asText());
  }

  /** The same with the token of a Secret. */
  Platform platform(String tokenSecret) {
    JsonNode status = resource.status();
    String address =
        client.services().inNamespace(namespace).withName(name).get().getSpec().getClusterIP();
    Platform platform =
        new Platform(
            "http://" + address + ":7070",
            secret(status.path("apiKeySecret").asText(), "api-key"),
            secret(tokenSecret, "token"));
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

  /** Waits until it has no pods. */
  void awaitNoPods() {
    await().atMost(PATIENCE).until(() -> pods().isEmpty());
  }

  /** Deletes the pods of a component and waits until others have their place. */
  void replacePods(String component, Duration grace) {
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
            () -> {
              Map<String, String> now = podIds();
              return now.size() == before.size() && !now.equals(before);
            });
  }

  private String secret(String secret, String key) {
    String value =
        client.secrets().inNamespace(namespace).withName(secret).get().getData().get(key);
    return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
  }
}
