package io.stackstate.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stackstate.crds.ConditionStatus;
import io.stackstate.crds.Integration;
import io.stackstate.operator.apiserver.ApiServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntegrationApiServerIT {
  private final ApiServer server = ApiServer.shared();
  private final String namespace = server.namespace("integration");
  private OperatorProcess operator;

  @AfterEach
  void stop() {
    operator.close();
  }

  @Test
  void anIntegrationWithoutAnInstanceSaysSo() {
    operator = TestOperator.start(server, namespace, "http://127.0.0.1:1");
    server.client().resource(TestResources.integration(namespace, "shop")).create();

    await()
        .ignoreException(NullPointerException.class)
        .untilAsserted(
            () ->
                assertThat(found().getStatus().conditions())
                    .anySatisfy(
                        c -> {
                          assertThat(c.reason()).isEqualTo("NoMatchingInstance");
                          assertThat(c.status()).isEqualTo(ConditionStatus.False);
                        }));
  }

  private Integration found() {
    return server
        .client()
        .resources(Integration.class)
        .inNamespace(namespace)
        .withName("shop")
        .get();
  }
}
