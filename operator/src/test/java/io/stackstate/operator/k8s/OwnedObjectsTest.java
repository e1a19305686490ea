package io.stackstate.operator.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapListBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The watch of a kind, while the API server is not always there. */
@EnableKubernetesMockClient
class OwnedObjectsTest {
  private static final String LIST_AGAIN =
      "/api/v1/namespaces/ns/configmaps?labelSelector=app.kubernetes.io%2Fmanaged-by%3Dstackstate-operator";
  private static final String LIST = LIST_AGAIN + "&resourceVersion=0";
  private static final String WATCH =
      "/api/v1/namespaces/ns/configmaps?allowWatchBookmarks=true&labelSelector=app.kubernetes.io%2Fmanaged-by%3Dstackstate-operator&resourceVersion=%d&timeoutSeconds=600&watch=true";
  private static final ApiKind CONFIG_MAPS = new ApiKind("", "v1", "ConfigMap", "configmaps", true);

  private KubernetesMockServer server;
  private KubernetesClient client;
  private OwnedObjects owned;

  @AfterEach
  void close() {
    owned.close();
  }

  @Test
  void aWatchThatIsTooOldIsListedAnew() {
    server.expect().get().withPath(LIST).andReturn(200, list("1", map("a", "1"))).once();
    server
        .expect()
        .get()
        .withPath(WATCH.replace("%d", "1"))
        .andUpgradeToWebSocket()
        .open()
        .waitFor(50)
        .andEmit(
            new WatchEvent(
                new StatusBuilder().withCode(410).withReason("Expired").build(), "ERROR"))
        .done()
        .once();
    server.expect().get().withPath(LIST_AGAIN).andReturn(200, list("9", map("b", "9"))).always();
    server
        .expect()
        .get()
        .withPath(WATCH.replace("%d", "9"))
        .andUpgradeToWebSocket()
        .open()
        .done()
        .always();
    List<String> told = new CopyOnWriteArrayList<>();
    owned = new OwnedObjects(client, Set.of("ns"));
    owned.listen((namespace, instance) -> told.add(namespace + "/" + instance));

    owned.watch(List.of(CONFIG_MAPS));

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(owned.get(id("a"))).isEmpty();
              assertThat(owned.get(id("b"))).isPresent();
              assertThat(owned.of("ns", "demo")).hasSize(1);
            });
    assertThat(owned.synced()).isTrue();
    assertThat(told).contains("ns/demo");
  }

  @Test
  void nothingIsCertainBeforeTheListWasSeen() {
    owned = new OwnedObjects(client, Set.of("ns"));

    assertThat(owned.synced()).isFalse();
  }

  private static ObjectId id(String name) {
    return new ObjectId("", "ConfigMap", "ns", name);
  }

  private static Object list(String version, ConfigMap map) {
    return new ConfigMapListBuilder()
        .withNewMetadata()
        .withResourceVersion(version)
        .endMetadata()
        .withItems(map)
        .build();
  }

  private static ConfigMap map(String name, String version) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace("ns")
        .withName(name)
        .withUid(name)
        .withResourceVersion(version)
        .withLabels(Map.of(Ownership.MANAGED_BY, Ownership.OPERATOR, Ownership.INSTANCE, "demo"))
        .endMetadata()
        .build();
  }
}
