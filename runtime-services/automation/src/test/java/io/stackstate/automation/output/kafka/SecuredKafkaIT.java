package io.stackstate.automation.output.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.Samples;
import io.stackstate.automation.output.TestOutputs;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages to a broker that lets in only whom it knows. */
class SecuredKafkaIT {
  @TempDir private static Path folder;
  private static SecuredBroker broker;
  private TestOutputs outputs;

  @BeforeAll
  static void start() throws Exception {
    broker = new SecuredBroker(folder);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void secrets() {
    outputs =
        new TestOutputs()
            .secret("kafka", "ca", broker.identity().certificatePem())
            .secret("kafka", "password", SecuredBroker.PASSWORD)
            .secret("kafka", "certificate", broker.client().certificatePem())
            .secret("kafka", "key", broker.client().keyPem())
            .secret("wrong", "ca", broker.client().certificatePem())
            .secret("wrong", "password", "battery-staple");
  }

  @AfterEach
  void close() {
    outputs.close();
  }

  private Outcome send(String servers, String security) {
    return outputs.send(
        "kafka: {topic: %s, timeout: 60s, bootstrapServers: ['%s'], %s}"
            .formatted(SecuredBroker.TOPIC, servers, security),
        Samples.open());
  }

  private static String login(String mechanism, String password) {
    return ("tls: {caSecretRef: {name: kafka, key: ca}}, sasl: {mechanism: %s, username: %s,"
            + " passwordSecretRef: {name: %s, key: password}}")
        .formatted(mechanism, SecuredBroker.USER, password);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SCRAM-SHA-512", "PLAIN"})
  void aUserWithItsPasswordIsLetIn(String mechanism) throws Exception {
    int before = broker.arrived().size();
    assertThat(send(broker.password(), login(mechanism, "kafka")))
        .isInstanceOf(Outcome.Delivered.class);
    assertThat(broker.arrived())
        .hasSize(before + 1)
        .allMatch(body -> body.contains("notificationId"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SCRAM-SHA-512", "PLAIN"})
  void anotherPasswordIsAFailureOfCredentials(String mechanism) {
    Outcome outcome = send(broker.password(), login(mechanism, "wrong"));
    assertThat(outcome).isInstanceOf(Outcome.AuthFailed.class);
    assertThat(outcome.toString()).contains("alerts: SaslAuthentication").doesNotContain("staple");
  }

  @Test
  void aMechanismThatTheBrokerDoesNotHaveIsNamed() {
    Outcome outcome = send(broker.password(), login("SCRAM-SHA-256", "kafka"));
    assertThat(outcome).isInstanceOf(Outcome.AuthFailed.class);
    assertThat(outcome.toString()).contains("SCRAM-SHA-256");
  }

  @Test
  void aClientCertificateIsLetIn() throws Exception {
    int before = broker.arrived().size();
    assertThat(
            send(
                broker.certificate(),
                "tls: {caSecretRef: {name: kafka, key: ca}, certificateSecretRef: {name: kafka,"
                    + " key: certificate}, keySecretRef: {name: kafka, key: key}}"))
        .isInstanceOf(Outcome.Delivered.class);
    assertThat(broker.arrived()).hasSize(before + 1);
  }

  @Test
  void withoutACertificateTheBrokerHangsUp() {
    tlsFailure(send(broker.certificate(), "tls: {caSecretRef: {name: kafka, key: ca}}"));
  }

  @Test
  void anAuthorityThatIsNotTrustedGetsNoPassword() {
    tlsFailure(
        send(
            broker.password(),
            login("PLAIN", "kafka").replace("name: kafka, key: ca", "name: wrong, key: ca")));
    tlsFailure(
        send(
            broker.password(),
            login("PLAIN", "kafka")
                .replace("tls: {caSecretRef: {name: kafka, key: ca}}", "tls: {}")));
  }

  private static void tlsFailure(Outcome outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Retry.class,
            retry -> assertThat(retry.category()).isEqualTo(FailureCategory.TLS));
    assertThat(outcome.toString()).contains("alerts: ").doesNotContain("horse");
  }
}
