package io.stackstate.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.stackstate.crds.Condition;
import io.stackstate.crds.Integration;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.operator.apiserver.ApiServer;
import io.stackstate.operator.status.Conditions;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Content resources on a real API server, with a platform that speaks its REST API. */
class IntegrationApiServerIT {
  private static FakePlatform platform;

  private final ApiServer server = ApiServer.shared();
  private final KubernetesClient client = server.client();
  private final String namespace = server.namespace("integration");
  private final String id = "urn:stackstate:integration:" + namespace + ":shop";
  private TestOperator operator = TestOperator.start(server, platform, namespace);

  @AfterEach
  void stop() {
    operator.close();
  }

  @BeforeAll
  static void open() {
    platform = new FakePlatform();
  }

  @AfterAll
  static void close() {
    platform.close();
  }

  @Test
  void withoutAnInstanceItSaysSoAndCanBeDeleted() {
    client.resource(TestResources.integration(namespace, "shop")).create();
    soon(() -> assertThat(ready().reason()).isEqualTo("NoMatchingInstance"));

    client.resource(integration()).delete();

    soon(() -> assertThat(integration()).isNull());
  }

  @Test
  void itReachesThePlatformIsRepairedAndGoesWithItsResource() {
    TestResources.declareConnected(server, namespace);
    client.resource(TestResources.integration(namespace, "shop")).create();

    soon(
        () -> {
          assertThat(ready().reason()).isEqualTo("WaitingForData");
          assertThat(platform.objects).containsKey(id);
          assertThat(integration().getStatus().observedGeneration()).isEqualTo(1);
        });
    platform.objects.remove(id);
    soon(() -> assertThat(platform.objects).containsKey(id));
    soon(
        () ->
            assertThat(client.events().v1().events().inNamespace(namespace).list().getItems())
                .extracting(event -> event.getReason())
                .contains("Created"));

    client.resource(integration()).delete();
    soon(
        () -> {
          assertThat(integration()).isNull();
          assertThat(platform.objects).doesNotContainKey(id);
        });
  }

  @Test
  void aDeletedInstanceNeverKeepsAResourceFromBeingDeleted() {
    server.apply(TestResources.trial(namespace, "demo"));
    client.resource(TestResources.integration(namespace, "shop")).create();
    soon(() -> assertThat(integration().getMetadata().getFinalizers()).isNotEmpty());
    client.resources(StackStateInstance.class).inNamespace(namespace).delete();

    client.resource(integration()).delete();

    soon(() -> assertThat(integration()).isNull());
  }

  @Test
  void anInstanceElsewhereIsReachedOnlyWhenItAdmitsTheNamespace() {
    String home = server.namespace("home");
    operator.close();
    operator = TestOperator.start(server, platform, namespace, home);
    server.apply(TestResources.instance(home, "demo", "{baseUrl: 'https://a.b', mode: Trial}"));
    Integration shop = TestResources.integration(namespace, "shop");
    Integration elsewhere =
        Serialization.unmarshal(
            Serialization.asYaml(shop)
                .replace("spec:", "spec:\n  instanceRef: {name: demo, namespace: " + home + "}"),
            Integration.class);
    client.resource(elsewhere).create();
    soon(() -> assertThat(ready().reason()).isEqualTo("NoMatchingInstance"));

    server.apply(
        TestResources.instance(
            home,
            "demo",
            "{baseUrl: 'https://a.b', mode: Trial, contentNamespaces: [" + namespace + "]}"));

    // Its generated token is none that this platform knows: it was asked all the same.
    soon(() -> assertThat(ready().reason()).isEqualTo("Forbidden"));
  }

  private static void soon(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofMinutes(3))
        .ignoreException(NullPointerException.class)
        .untilAsserted(assertion);
  }

  private Integration integration() {
    return client.resources(Integration.class).inNamespace(namespace).withName("shop").get();
  }

  private Condition ready() {
    return Conditions.find(integration().getStatus().conditions(), Condition.READY).orElseThrow();
  }
}
