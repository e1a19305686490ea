package io.stackstate.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.stackstate.operator.apiserver.ApiServer;
import io.stackstate.operator.apiserver.Proxy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The API server cannot be reached for a while. */
class OutageApiServerIT {
  private final ApiServer server = ApiServer.shared();
  private final String namespace = server.namespace("outage");

  @Test
  void whatHappenedMeanwhileIsNoticedAndUndoneAfterwards() {
    Proxy proxy = new Proxy(server.port());
    TestOperator operator =
        TestOperator.start(server.config(proxy.port()), Map.of("watch-namespaces", namespace));
    try {
      server.apply(TestResources.trial(namespace, "demo"));
      soon(
          () -> {
            assertThat(set()).isNotNull();
            assertThat(service()).isNotNull();
          });
      String image = image();

      proxy.cut();
      edit("broken:1");
      server.client().resource(service()).delete();
      server.apply(
          TestResources.instance(
              namespace,
              "demo",
              "{baseUrl: 'https://other.example.org', mode: Trial, networkPolicy: {enabled: true}}"));
      await()
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofMinutes(3))
          .until(() -> image().equals("broken:1"));
      proxy.mend();

      soon(
          () -> {
            assertThat(image()).isEqualTo(image);
            assertThat(service()).isNotNull();
            assertThat(
                    server
                        .client()
                        .network()
                        .networkPolicies()
                        .inNamespace(namespace)
                        .list()
                        .getItems())
                .isNotEmpty();
          });
    } finally {
      operator.close();
      proxy.close();
    }
  }

  private static void soon(org.awaitility.core.ThrowingRunnable assertion) {
    await().atMost(Duration.ofMinutes(3)).untilAsserted(assertion);
  }

  private Service service() {
    return server.client().services().inNamespace(namespace).withName("demo-elasticsearch").get();
  }

  private StatefulSet set() {
    return server
        .client()
        .apps()
        .statefulSets()
        .inNamespace(namespace)
        .withName("demo-elasticsearch")
        .get();
  }

  private String image() {
    return set().getSpec().getTemplate().getSpec().getContainers().get(0).getImage();
  }

  private void edit(String image) {
    server
        .client()
        .resource(set())
        .edit(
            s -> {
              s.getSpec().getTemplate().getSpec().getContainers().get(0).setImage(image);
              return s;
            });
  }
}
