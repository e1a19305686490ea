package io.stackstate.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.stackstate.crds.Condition;
import io.stackstate.crds.ConditionStatus;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.operator.apiserver.ApiServer;
import io.stackstate.operator.status.Conditions;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/**
 * One operator for all namespaces, one namespace per test; the test plays kubelet and controllers.
 */
class InstanceScene {
  static final String ELASTICSEARCH = "demo-elasticsearch";
  static ApiServer server;
  static TestOperator operator;

  final String namespace = server.namespace("instance");
  final KubernetesClient client = server.client();
  final Kubelet kubelet = new Kubelet(client, namespace);

  @BeforeAll
  static void start() {
    server = ApiServer.shared();
    operator = TestOperator.start(server);
  }

  @AfterAll
  static void stop() {
    if (operator != null) {
      operator.close();
    }
  }

  @AfterEach
  void delete() {
    client.resources(StackStateInstance.class).inNamespace(namespace).delete();
  }

  StackStateInstance version(String version) {
    return TestResources.instance(
        namespace, "demo", "{baseUrl: 'https://a.b', mode: Trial, version: " + version + "}");
  }

  StackStateInstance trialWithVolume(String size) {
    return TestResources.instance(
        namespace,
        "demo",
        "{baseUrl: 'https://a.b', mode: Trial, elasticsearch: {type: Embedded, embedded: {storage: {size: %s}}}}"
            .formatted(size));
  }

  static StatefulSet broken(StatefulSet set) {
    set.getSpec().getTemplate().getSpec().getContainers().get(0).setImage("broken:1");
    return set;
  }

  static void soon(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofMinutes(3))
        .ignoreException(NullPointerException.class)
        .untilAsserted(assertion);
  }

  void awaitReady() {
    soon(
        () -> {
          kubelet.run();
          StackStateInstance found = instance();
          assertThat(found.getStatus().observedGeneration())
              .isEqualTo(found.getMetadata().getGeneration());
          assertThat(condition(Condition.READY).status())
              .as(condition(Condition.READY).message())
              .isEqualTo(ConditionStatus.True);
        });
  }

  void force() {
    annotate("stackstate.io/force-reconcile", Long.toString(System.nanoTime()));
  }

  void annotate(String key, String value) {
    String json = value == null ? "null" : "\"" + value + "\"";
    client
        .resource(instance())
        .patch(
            io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
                io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE),
            "{\"metadata\":{\"annotations\":{\"" + key + "\":" + json + "}}}");
  }

  <T extends HasMetadata> void edit(T object, UnaryOperator<T> change) {
    client.resource(object).edit(change);
  }

  String image() {
    return statefulSet(ELASTICSEARCH)
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .get(0)
        .getImage();
  }

  Secret apiKey() {
    return client
        .secrets()
        .inNamespace(namespace)
        .withName(instance().getStatus().apiKeySecret())
        .get();
  }

  io.fabric8.kubernetes.api.model.Service service() {
    return client.services().inNamespace(namespace).withName("demo").get();
  }

  StatefulSet statefulSet(String name) {
    return client.apps().statefulSets().inNamespace(namespace).withName(name).get();
  }

  StackStateInstance instance() {
    return client.resources(StackStateInstance.class).inNamespace(namespace).withName("demo").get();
  }

  Condition condition(String type) {
    Condition found = find(type);
    assertThat(found).as(type).isNotNull();
    return found;
  }

  Condition find(String type) {
    return Conditions.find(instance().getStatus().conditions(), type).orElse(null);
  }
}
