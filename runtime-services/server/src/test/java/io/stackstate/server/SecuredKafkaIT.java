package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.stackstate.broker.EmbeddedBroker;
import io.stackstate.broker.FreePort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All roles on a broker that wants TLS of a private authority and SCRAM-SHA-512, with the settings
 * that the operator writes for Strimzi: no client may have forgotten them.
 */
class SecuredKafkaIT {
  private static final String USER = "site-server";
  private static final String PASSWORD = "correct-horse";
  private static final String STORE = "changeit";

  @TempDir Path directory;

  @Test
  void everyRoleIsAClientWithTlsAndScram() throws Exception {
    int port = FreePort.find();
    EmbeddedBroker broker = broker(port);
    try (DataDirectory data = DataDirectory.open(directory.resolve("data"))) {
      try (StackStateServer server = new StackStateServer(config(data, port), data)) {
        server.start();
        Rest rest = new Rest(server.url(), data.root());
        rest.putIntegration("shop-inventory", "https://inventory.example.org");
        rest.acceptSample("quickstart/topology.json");
        eventually(rest, "name = \"web-1\"");
        rest.acceptSample("health/critical.json");
        eventually(rest, "name = \"web-1\" AND healthstate = \"CRITICAL\"");
        assertThat(rest.get("/api/topic").body()).contains("sts_topo_");
      }
    } finally {
      broker.close();
    }
  }

  private static void eventually(Rest rest, String query) {
    await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> rest.query(query, null).components().size() == 1);
  }

  private Config config(DataDirectory data, int port) throws IOException {
    Path password = Files.writeString(directory.resolve("password"), PASSWORD);
    Options options = new Options();
    options.port = 0;
    options.receiverPort = 0;
    options.roles =
        List.of("stackgraph", "synchronization", "health", "automation", "receiver", "api");
    String written =
        """
        stackstate.kafka.bootstrap.servers = "localhost:%d"
        stackstate.kafka.tls.ca = "%s"
        stackstate.kafka.security.protocol = "SASL_SSL"
        stackstate.kafka.sasl.mechanism = "SCRAM-SHA-512"
        stackstate.kafka.sasl.username = "%s"
        stackstate.kafka.sasl.passwordFile = "%s"
        """
            .formatted(port, directory.resolve("ca.crt"), USER, password);
    return ConfigFactory.parseString(written)
        .withFallback(ServerConfig.load(options, data, Map.of()));
  }

  private EmbeddedBroker broker(int port) throws Exception {
    Path store = directory.resolve("broker.p12");
    keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=broker", "-ext", "SAN=dns:localhost");
    Files.writeString(directory.resolve("ca.crt"), keytool("-exportcert", "-rfc"));
    Map<String, String> settings = new HashMap<>();
    settings.put("listeners", "CLIENTS://localhost:" + port);
    settings.put("advertised.listeners", "CLIENTS://localhost:" + port);
    settings.put("listener.security.protocol.map", "CLIENTS:SASL_SSL");
    String listener = "listener.name.clients.";
    settings.put(listener + "sasl.enabled.mechanisms", "SCRAM-SHA-512");
    settings.put(
        listener + "scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    settings.put(listener + "ssl.keystore.type", "PKCS12");
    settings.put(listener + "ssl.keystore.location", store.toString());
    settings.put(listener + "ssl.keystore.password", STORE);
    EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"), settings);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      ScramCredentialInfo info = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
      admin
          .alterUserScramCredentials(
              List.of(new UserScramCredentialUpsertion(USER, info, PASSWORD)))
          .all()
          .get();
    }
    return broker;
  }

  private String keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of("-alias", "key", "-storetype", "PKCS12", "-storepass", STORE, "-keystore"));
    command.add(directory.resolve("broker.p12").toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
