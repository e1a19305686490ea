package io.stackstate.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.stackstate.crds.Condition;
import io.stackstate.crds.ServiceToken;
import io.stackstate.operator.apiserver.ApiServer;
import io.stackstate.operator.status.Conditions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Service tokens on a real API server: their Secrets, their rules, their end. */
class ServiceTokenApiServerIT {
  private static FakePlatform platform;

  private final ApiServer server = ApiServer.shared();
  private final KubernetesClient client = server.client();
  private final String namespace = server.namespace("token");
  private TestOperator operator;

  @BeforeEach
  void start() {
    platform.reset();
    TestResources.declareConnected(server, namespace);
    operator = TestOperator.start(server, platform, namespace);
  }

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
  void theSecretHoldsATokenComesBackAndGoesWithItsResource() {
    client.resource(token("ci", "{roles: [stackstate-guest], expiresAfter: 90d}")).create();
    soon(() -> assertThat(ready("ci").reason()).isEqualTo("Issued"));
    String first = held("ci");
    assertThat(first).startsWith("svctok-");
    assertThat(client.secrets().inNamespace(namespace).withName("ci").get())
        .satisfies(
            secret ->
                assertThat(secret.getMetadata().getOwnerReferences())
                    .singleElement()
                    .satisfies(owner -> assertThat(owner.getKind()).isEqualTo("ServiceToken")));
    assertThat(read("ci").getStatus().expiresAt()).isNotNull();
    assertThat(read("ci").getStatus().renewsAt()).isNotNull();

    client.secrets().inNamespace(namespace).withName("ci").delete();
    soon(() -> assertThat(held("ci")).startsWith("svctok-").isNotEqualTo(first));
    soon(() -> assertThat(platform.tokens.objects).hasSize(1));

    client.resource(read("ci")).delete();
    soon(() -> assertThat(read("ci")).isNull());
    assertThat(platform.tokens.objects).isEmpty();
    assertThat(client.secrets().inNamespace(namespace).withName("ci").get()).isNull();
  }

  @Test
  void aSecretOfSomebodyElseIsLeftAlone() {
    client.resource(secret("theirs", "precious")).create();
    client.resource(token("ci", "{roles: [stackstate-guest], secretName: theirs}")).create();

    soon(() -> assertThat(ready("ci").reason()).isEqualTo("SecretConflict"));
    assertThat(held("theirs")).isEqualTo("precious");
    assertThat(platform.tokens.objects).isEmpty();

    client.secrets().inNamespace(namespace).withName("theirs").delete();
    soon(() -> assertThat(ready("ci").reason()).isEqualTo("Issued"));
  }

  @Test
  void theApiServerRefusesWhatCannotBe() {
    client.resource(token("ci", "{roles: [stackstate-guest]}")).create();

    assertThatThrownBy(
            () ->
                client
                    .resource(token("a", "{roles: [stackstate-guest], renewBefore: 1d}"))
                    .create())
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("spec.renewBefore needs spec.expiresAfter");
    assertThatThrownBy(() -> client.resource(token("a", "{roles: []}")).create())
        .hasMessageContaining("spec.roles");
    assertThatThrownBy(
            () -> server.apply(token("ci", "{roles: [stackstate-guest], secretName: other}")))
        .hasMessageContaining("spec.secretName is immutable");
  }

  private ServiceToken token(String name, String spec) {
    String yaml =
        """
        apiVersion: stackstate.io/v1alpha1
        kind: ServiceToken
        metadata: {namespace: %s, name: %s}
        spec: %s
        """
            .formatted(namespace, name, spec);
    return Serialization.unmarshal(yaml, ServiceToken.class);
  }

  private Secret secret(String name, String token) {
    return new SecretBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .endMetadata()
        .withStringData(Map.of("token", token))
        .build();
  }

  private String held(String secret) {
    String data =
        client.secrets().inNamespace(namespace).withName(secret).get().getData().get("token");
    return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
  }

  private static void soon(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofMinutes(3))
        .ignoreException(NullPointerException.class)
        .untilAsserted(assertion);
  }

  private ServiceToken read(String name) {
    return client.resources(ServiceToken.class).inNamespace(namespace).withName(name).get();
  }

  private Condition ready(String name) {
    return Conditions.find(read(name).getStatus().conditions(), Condition.READY).orElseThrow();
  }
}
