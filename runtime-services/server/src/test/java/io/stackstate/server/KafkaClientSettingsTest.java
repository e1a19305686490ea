package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaClientSettingsTest {
  @TempDir Path directory;

  @Test
  void givesClientsNothingButWhatKafkaKnows() {
    assertThat(read("bootstrap.servers = \"b:1\", client.id = x"))
        .containsOnlyKeys("bootstrap.servers", "client.id", "security.protocol");
  }

  @Test
  void makesScramOfAUserWithAPasswordFile() throws IOException {
    Path password = Files.writeString(directory.resolve("password"), "p\"w\\d\n");
    assertThat(
            read(
                "security.protocol = SASL_PLAINTEXT, sasl.mechanism = SCRAM-SHA-512,"
                    + " sasl.username = me, sasl.passwordFile = \""
                    + password
                    + "\""))
        .containsEntry(
            "sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"me\""
                + " password=\"p\\\"w\\\\d\";")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512");
  }

  @Test
  void prefersJaasAsKafkaSpellsIt() {
    assertThat(
            read(
                "security.protocol = SASL_SSL, sasl.mechanism = OAUTHBEARER,"
                    + " sasl.jaas.config = \"x required;\""))
        .containsEntry("sasl.jaas.config", "x required;");
  }

  @Test
  void takesPemFilesForTls() throws IOException {
    Path ca = pem("ca.crt", "CERTIFICATE");
    Path certificate = pem("user.crt", "CERTIFICATE");
    Path key = pem("user.key", "PRIVATE KEY");
    assertThat(
            read(
                "security.protocol = SSL, tls { ca = \"%s\", certificate = \"%s\", key = \"%s\", hostnameVerification = false }"
                    .formatted(ca, certificate, key)))
        .containsEntry("ssl.truststore.type", "PEM")
        .containsEntry("ssl.truststore.location", ca.toString())
        .containsEntry("ssl.keystore.certificate.chain", Files.readString(certificate))
        .containsEntry("ssl.keystore.key", Files.readString(key))
        .containsEntry("ssl.endpoint.identification.algorithm", "");
  }

  @Test
  void namesTheKeyOfWhatIsWrong() throws IOException {
    refuses("security.protocol = TLS", "stackstate.kafka.security.protocol: found TLS");
    refuses("tls.ca = \"/x\"", "stackstate.kafka.security.protocol: found PLAINTEXT");
    refuses("sasl.username = me", "stackstate.kafka.security.protocol: found PLAINTEXT");
    refuses("security.protocol = SASL_SSL", "stackstate.kafka.sasl.mechanism: found ''");
    refuses(
        "security.protocol = SASL_SSL, sasl.mechanism = PLAIN", "stackstate.kafka.sasl.username");
    refuses(
        "security.protocol = SASL_SSL, sasl { mechanism = PLAIN, username = me }",
        "stackstate.kafka.sasl.password: missing");
    refuses(
        "security.protocol = SSL, tls.ca = \"/no/such/file\"",
        "stackstate.kafka.tls.ca: cannot read the file /no/such/file");
    refuses(
        "security.protocol = SSL, tls.certificate = \"" + pem("c", "CERTIFICATE") + "\"",
        "stackstate.kafka.tls.key: missing");
  }

  @Test
  void explainsAKeyThatKafkaCannotRead() throws IOException {
    refuses(
        "security.protocol = SSL, tls { certificate = \"%s\", key = \"%s\" }"
            .formatted(pem("c", "CERTIFICATE"), pem("k", "RSA PRIVATE KEY")),
        "has no \"BEGIN PRIVATE KEY\"");
  }

  private Path pem(String name, String kind) throws IOException {
    return Files.writeString(
        directory.resolve(name),
        "-----BEGIN " + kind + "-----\nAA==\n-----END " + kind + "-----\n");
  }

  private static Map<String, Object> read(String section) {
    return KafkaClientSettings.of(
        ConfigFactory.parseString("stackstate.kafka { " + section + " }")
            .withFallback(ConfigFactory.defaultReferenceUnresolved())
            .resolve());
  }

  private static void refuses(String section, String message) {
    assertThatThrownBy(() -> read(section))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(message);
  }
}
