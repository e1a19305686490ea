package io.stackstate.automation.output.kafka;

import io.stackstate.automation.output.TestIdentity;
import io.stackstate.broker.EmbeddedBroker;
import io.stackstate.broker.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A real broker with two doors: one that wants user and password, by SCRAM-SHA-512 or PLAIN, and
 * one that wants a client certificate; both encrypted, with a certificate that nobody else trusts.
 */
final class SecuredBroker implements AutoCloseable {
  static final String TOPIC = "alerts";
  static final String USER = "stackstate";
  static final String PASSWORD = "correct \"horse\" \\battery";
  private static final String MODULES = "org.apache.kafka.common.security.";
  private static final int ITERATIONS = 4096;

  private final TestIdentity identity;
  private final TestIdentity client;
  private final int passwordPort;
  private final int certificatePort;
  private final EmbeddedBroker broker;

  SecuredBroker(Path folder) throws Exception {
    identity = TestIdentity.create(folder, "broker");
    client = TestIdentity.create(folder, "client");
    passwordPort = FreePort.find();
    certificatePort = FreePort.find();
    broker = EmbeddedBroker.start(folder.resolve("kafka"), settings());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .alterUserScramCredentials(
              List.of(
                  new UserScramCredentialUpsertion(
                      USER,
                      new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                      PASSWORD)))
          .all()
          .get();
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    String listeners =
        "PASSWORD://localhost:" + passwordPort + ",CERTIFICATE://localhost:" + certificatePort;
    settings.put("listeners", listeners);
    settings.put("advertised.listeners", listeners);
    settings.put("listener.security.protocol.map", "PASSWORD:SASL_SSL,CERTIFICATE:SSL");
    String password = "listener.name.password.";
    settings.put(password + "sasl.enabled.mechanisms", "SCRAM-SHA-512,PLAIN");
    settings.put(
        password + "scram-sha-512.sasl.jaas.config", MODULES + "scram.ScramLoginModule required;");
    settings.put(
        password + "plain.sasl.jaas.config",
        MODULES + "plain.PlainLoginModule required user_" + USER + "=" + quoted(PASSWORD) + ";");
    String certificate = "listener.name.certificate.";
    settings.put(certificate + "ssl.client.auth", "required");
    settings.put(certificate + "ssl.truststore.type", "PEM");
    settings.put(certificate + "ssl.truststore.certificates", client.certificatePem());
    for (String door : List.of(password, certificate)) {
      settings.put(door + "ssl.keystore.type", "PEM");
      settings.put(door + "ssl.keystore.certificate.chain", identity.certificatePem());
      settings.put(door + "ssl.keystore.key", identity.keyPem());
    }
    return settings;
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  TestIdentity identity() {
    return identity;
  }

  TestIdentity client() {
    return client;
  }

  /** The door for user and password. */
  String password() {
    return "localhost:" + passwordPort;
  }

  /** The door for certificates. */
  String certificate() {
    return "localhost:" + certificatePort;
  }

  /** All values that arrived, by the door that wants nothing. */
  List<String> arrived() throws InterruptedException, ExecutionException {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, String> each : consumer.poll(Duration.ofSeconds(1))) {
          values.add(each.value());
        }
      }
    }
    return values;
  }

  @Override
  public void close() {
    broker.close();
  }
}
