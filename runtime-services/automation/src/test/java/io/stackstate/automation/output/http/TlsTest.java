package io.stackstate.automation.output.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.OutputSettings;
import io.stackstate.automation.output.Receiver;
import io.stackstate.automation.output.Samples;
import io.stackstate.automation.output.TestIdentity;
import io.stackstate.automation.output.TestOutputs;
import io.stackstate.automation.output.TestSettings;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final Outcome DELIVERED = new Outcome.Delivered(Optional.empty());
  @TempDir private static Path folder;
  private static TestIdentity server;
  private static TestIdentity client;

  private TestOutputs outputs;

  @BeforeAll
  static void identities() {
    server = TestIdentity.create(folder, "server");
    client = TestIdentity.create(folder, "client");
  }

  @BeforeEach
  void open() {
    outputs =
        new TestOutputs()
            .secret("tls", "ca.crt", server.certificatePem())
            .secret("tls", "tls.crt", client.certificatePem())
            .secret("tls", "tls.key", client.keyPem())
            .secret("tls", "old.key", "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA")
            .secret("tls", "junk", "no certificate");
  }

  @AfterEach
  void close() {
    outputs.close();
  }

  private Outcome send(boolean needClient, String more) {
    try (Receiver receiver = Receiver.encrypted(server.server(client), needClient)) {
      return outputs.send(
          "webhook: {url: '" + receiver.url("/") + "'" + more + "}", Samples.open());
    }
  }

  @Test
  void aCertificateOfAPrivateAuthorityIsTrustedOnlyWhenTheOutputSaysSo() {
    assertThat(send(false, ", tls: {caSecretRef: {name: tls, key: ca.crt}}")).isEqualTo(DELIVERED);
    assertThat(send(false, ", tls: {minVersion: TLSv1.3, caSecretRef: {name: tls, key: ca.crt}}"))
        .isEqualTo(DELIVERED);
    assertThat(send(false, ", verifySsl: false")).isEqualTo(DELIVERED);
    assertThat(send(false, ""))
        .isInstanceOfSatisfying(
            Outcome.Retry.class,
            retry -> assertThat(retry.category()).isEqualTo(FailureCategory.TLS));
  }

  @Test
  void aServerThatSpeaksAnOlderProtocolThanTheOutputWantsGetsNothing() {
    String trust = "'%s', tls: {caSecretRef: {name: tls, key: ca.crt}, minVersion: %s}}";
    try (Receiver old = Receiver.encrypted(server.server(client, "TLSv1.2"), false)) {
      String start = "webhook: {url: " + trust;
      assertThat(outputs.send(start.formatted(old.url("/"), "TLSv1.2"), Samples.open()))
          .isEqualTo(DELIVERED);
      assertThat(outputs.send(start.formatted(old.url("/"), "TLSv1.3"), Samples.open()))
          .isInstanceOfSatisfying(
              Outcome.Retry.class,
              retry -> assertThat(retry.category()).isEqualTo(FailureCategory.TLS));
      assertThat(old.received()).hasSize(1);
    }
  }

  @Test
  void anAuthorityOfAllOutputsIsTrustedBesidesTheirOwn() {
    OutputSettings settings = new TestSettings().loopback().extraCa(server.certificatePem()).done();
    try (Receiver receiver = Receiver.encrypted(server.server(client), false);
        TestOutputs all = new TestOutputs(settings)) {
      String hook = "webhook: {url: '" + receiver.url("/") + "'";
      assertThat(all.send(hook + "}", Samples.open())).isEqualTo(DELIVERED);
      all.secret("tls", "other", client.certificatePem());
      assertThat(all.send(hook + ", tls: {caSecretRef: {name: tls, key: other}}}", Samples.open()))
          .isEqualTo(DELIVERED);
    }
  }

  @Test
  void theClientShowsItsCertificate() {
    String trust = ", tls: {caSecretRef: {name: tls, key: ca.crt}";
    assertThat(
            send(
                true,
                trust
                    + ", certificateSecretRef: {name: tls, key: tls.crt},"
                    + " keySecretRef: {name: tls, key: tls.key}}"))
        .isEqualTo(DELIVERED);
    assertThat(send(true, trust + "}")).isInstanceOf(Outcome.Retry.class);
  }

  @Test
  void materialThatCannotBeUsedIsNamedWithoutItsContent() {
    assertThat(
            send(
                    false,
                    ", tls: {certificateSecretRef: {name: tls, key: tls.crt},"
                        + " keySecretRef: {name: tls, key: old.key}}")
                .toString())
        .contains("keySecretRef: found no PKCS #8 key")
        .doesNotContain("AAAA");
    assertThat(send(false, ", tls: {caSecretRef: {name: tls, key: junk}}"))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.category()).isEqualTo(FailureCategory.TLS));
    assertThat(send(false, ", tls: {caSecretRef: {name: tls, key: none}}"))
        .isEqualTo(
            new Outcome.AuthFailed("secret tls: found no key none, expected one with a value"));
  }
}
