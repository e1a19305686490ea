package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import io.stackstate.api.auth.ServiceTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerConfigTest {
  @TempDir Path directory;
  private final Options options = new Options();
  private DataDirectory data;

  @BeforeEach
  void open() {
    data = DataDirectory.open(directory);
  }

  @AfterEach
  void close() {
    data.close();
  }

  @Test
  void listensOnThisMachineOnlyUnlessToldOtherwise() {
    Config config = load(Map.of());
    assertThat(config.getString("stackstate.server.host")).isEqualTo("127.0.0.1");
    assertThat(config.getInt("stackstate.server.port")).isEqualTo(7070);
    assertThat(config.getInt("stackstate.server.receiverPort")).isEqualTo(7077);
  }

  @Test
  void prefersOptionsToConfigFileToApplicationConf() throws IOException {
    Files.writeString(
        data.applicationConf(),
        "stackstate.server { port = 1, receiverPort = 1, drainTimeout = 1s }");
    options.config = directory.resolve("more.conf");
    Files.writeString(options.config, "stackstate.server { port = 2, receiverPort = 2 }");
    options.port = 3;
    Config config = load(Map.of());
    assertThat(config.getInt("stackstate.server.port")).isEqualTo(3);
    assertThat(config.getInt("stackstate.server.receiverPort")).isEqualTo(2);
    assertThat(config.getDuration("stackstate.server.drainTimeout")).hasSeconds(1);
  }

  @Test
  void readsTheVariablesThatTheProductSets() {
    Config config = load(Map.of("KAFKA_BROKERS", "k1:9092,k2:9092", "API_KEY", "from-outside"));
    assertThat(KafkaClientSettings.of(config))
        .containsEntry("bootstrap.servers", "k1:9092,k2:9092");
    assertThat(config.getStringList("stackstate.receiver.apiKeys")).containsExactly("from-outside");
  }

  @Test
  void spellsKafkaSettingsAsKafkaDoes() throws IOException {
    Files.writeString(
        data.applicationConf(),
        "stackstate.kafka { bootstrap.servers = \"b:1\", sasl.jaas.config = \"x y=\\\"z\\\";\" }");
    assertThat(KafkaClientSettings.of(load(Map.of())))
        .containsEntry("bootstrap.servers", "b:1")
        .containsEntry("sasl.jaas.config", "x y=\"z\";");
  }

  @Test
  void includesFilesThatLieBesideTheConfigFile() throws IOException {
    Files.writeString(directory.resolve("secret.conf"), "stackstate.receiver.apiKeys = [k]");
    options.config = directory.resolve("included.conf");
    Files.writeString(options.config, "include required(\"secret.conf\")");
    assertThat(load(Map.of()).getStringList("stackstate.receiver.apiKeys")).containsExactly("k");
  }

  @Test
  void makesNoSecretsWhenAllAreGiven() throws IOException {
    options.config = directory.resolve("keys.conf");
    Files.writeString(
        options.config, "stackstate { receiver.apiKeys = [k], api.bootstrapToken = t }");
    load(Map.of());
    assertThat(data.secrets()).doesNotExist();
  }

  @Test
  void makesNoSecretsForAProcessWhoseCounterpartCouldNotKnowThem() {
    options.roles = List.of("api", "stackgraph");
    load(Map.of());
    assertThat(data.secrets()).doesNotExist();
  }

  @Test
  void makesTheSecretsThatAreMissingAlthoughThereIsATokenWithFewRights() throws IOException {
    Files.writeString(
        data.applicationConf(),
        "stackstate.api.tokens += { token: t, name: few, permissions: [access-explore] }");
    assertThat(ServiceTokens.unrestricted(ServiceTokens.read(load(Map.of())))).hasSize(1);
    assertThat(data.secrets()).exists();
  }

  @Test
  void neverShowsAValueOfAFileThatCannotBeParsed() throws IOException {
    options.config = directory.resolve("broken.conf");
    Files.writeString(options.config, "stackstate.api.tokens = [ s3cret } , \"s3cret\" s3cret: ");
    assertThatThrownBy(() -> load(Map.of()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("broken.conf: 1")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void namesFileAndLineOfWhatIsWrong() throws IOException {
    Files.writeString(data.applicationConf(), "a = 1\nstackstate.server { port = \n}");
    assertThatThrownBy(() -> load(Map.of()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("application.conf: 3");
  }

  @Test
  void namesTheConfigFileThatIsMissing() {
    options.config = directory.resolve("none.conf");
    assertThatThrownBy(() -> load(Map.of()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("none.conf");
  }

  private Config load(Map<String, String> environment) {
    return ServerConfig.load(options, data, environment);
  }
}
