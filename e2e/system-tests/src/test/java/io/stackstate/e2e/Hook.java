package io.stackstate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A pod in a namespace of its own that receives webhooks, and what it received. */
final class Hook implements AutoCloseable {
  private static final String NAMESPACE = "hooks";
  private static final String NAME = "hook";
  private static final String CLASS_FILE = HookReceiver.class.getSimpleName() + ".class";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Cluster cluster;
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI received;

  private Hook(Cluster cluster) throws IOException {
    this.cluster = cluster;
    KubernetesClient client = cluster.client();
    cluster.createNamespace(NAMESPACE);
    try (InputStream code = HookReceiver.class.getResourceAsStream(CLASS_FILE)) {
      String encoded = Base64.getEncoder().encodeToString(code.readAllBytes());
      client
          .resource(
              new ConfigMapBuilder()
                  .withNewMetadata()
                  .withNamespace(NAMESPACE)
                  .withName(NAME)
                  .endMetadata()
                  .addToBinaryData(CLASS_FILE, encoded)
                  .build())
          .create();
    }
    client.load(Hook.class.getResourceAsStream("/hook.yaml")).inNamespace(NAMESPACE).create();
    client.pods().inNamespace(NAMESPACE).withName(NAME).waitUntilReady(2, TimeUnit.MINUTES);
    String address =
        client.services().inNamespace(NAMESPACE).withName(NAME).get().getSpec().getClusterIP();
    received = URI.create("http://" + address + "/received");
  }

  /** Starts the pod and waits until it serves. */
  static Hook start(Cluster cluster) throws IOException {
    return new Hook(cluster);
  }

  /** Where pods of the cluster post to. */
  static String url() {
    return "http://" + NAME + "." + NAMESPACE + ".svc.cluster.local/in";
  }

  /** Waits for a message, and gives it: its {@code token}, and its {@code body}. */
  JsonNode await(String what, Predicate<JsonNode> wanted) {
    List<JsonNode> found = new ArrayList<>();
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(300))
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .untilAsserted(
            () -> {
              JsonNode all = all();
              all.forEach(message -> addIf(found, message, wanted));
              assertThat(found).as(what + " among " + all.toPrettyString()).isNotEmpty();
            });
    return found.get(0);
  }

  private static void addIf(List<JsonNode> found, JsonNode message, Predicate<JsonNode> wanted) {
    if (wanted.test(message.path("body"))) {
      found.add(message);
    }
  }

  /** How many notifications are open, as their messages say. */
  int open() {
    Set<String> open = new HashSet<>();
    for (JsonNode message : all()) {
      String id = message.at("/body/notificationId").asText();
      if (message.at("/body/event/type").asText().equals("close")) {
        open.remove(id);
      } else {
        open.add(id);
      }
    }
    return open.size();
  }

  /** All that was received, in its order. */
  JsonNode all() {
    try {
      return JSON.readTree(
          http.send(HttpRequest.newBuilder(received).build(), BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    cluster.deleteNamespace(NAMESPACE);
  }
}
