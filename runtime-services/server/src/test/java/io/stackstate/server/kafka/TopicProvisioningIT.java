package io.stackstate.server.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.stackstate.broker.EmbeddedBroker;
import io.stackstate.model.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicProvisioningIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static Admin admin;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(directory, 0);
    admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()));
  }

  @AfterAll
  static void stop() {
    admin.close();
    broker.close();
  }

  @Test
  void createsTheFixedTopicsAndIsHarmlessTwice() throws Exception {
    TopicProvisioning provisioning = new TopicProvisioning(admin);
    provisioning.ensure(Topics.FIXED);
    provisioning.ensure(Topics.FIXED);
    assertThat(admin.listTopics().names().get())
        .containsAll(Topics.FIXED.stream().map(Topics.Spec::name).toList());
    assertThat(partitions(Topics.INTAKE_HEALTH)).isEqualTo(10);
    awaitConfig(Topics.CHANGES, "cleanup.policy", "compact");
    awaitConfig(Topics.CHANGES, "message.timestamp.type", "LogAppendTime");
  }

  @Test
  void correctsConfigurationAndNeverTouchesPartitions() throws Exception {
    admin
        .createTopics(
            List.of(
                new NewTopic("changed", 3, (short) 1)
                    .configs(Map.of("retention.ms", "1000", "max.message.bytes", "2000"))))
        .all()
        .get();
    awaitListed("changed", true);
    new TopicProvisioning(admin)
        .ensure(List.of(new Topics.Spec("changed", 1, Map.of("retention.ms", "86400000"))));
    awaitConfig("changed", "retention.ms", "86400000");
    awaitConfig("changed", "max.message.bytes", "2000");
    assertThat(partitions("changed")).isEqualTo(3);
  }

  @Test
  void growsATopicThatSettingsWantLarger() throws Exception {
    admin.createTopics(List.of(new NewTopic("grows", 1, (short) 1))).all().get();
    awaitListed("grows", true);
    Topics.Spec spec = new Topics.Spec("grows", 1, Map.of());
    TopicSettings.Override own = new TopicSettings.Override(4, 0, Map.of("retention.ms", "1000"));
    TopicSettings settings = new TopicSettings(true, 0, 0, Map.of("grows", own));
    new TopicProvisioning(admin, settings).ensure(List.of(spec));
    new TopicProvisioning(admin, settings).ensure(List.of(spec));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(partitions("grows")).isEqualTo(4));
    awaitConfig("grows", "retention.ms", "1000");
  }

  @Test
  void waitsForTopicsThatAreNotItsBusinessAndForBrokersThatAreMissing() throws Exception {
    Map<String, Object> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
    admin.deleteTopics(admin.listTopics().names().get()).all().get();
    awaitListed(Topics.CHANGES, false);
    TopicSettings threeBrokers = new TopicSettings(true, 3, 2, Map.of());
    assertThatThrownBy(() -> start(kafka, threeBrokers))
        .isInstanceOf(KafkaException.class)
        .hasMessageContaining("too few brokers");
    TopicSettings ofOthers = new TopicSettings(false, 0, 0, Map.of());
    assertThatThrownBy(() -> start(kafka, ofOthers))
        .isInstanceOf(KafkaException.class)
        .hasMessageContaining("topics are missing")
        .hasMessageContaining(Topics.CHANGES);
    assertThatThrownBy(
            () -> start(Map.of("bootstrap.servers", "no-such-host:9092"), TopicSettings.BY_RULE))
        .isInstanceOf(KafkaException.class)
        .hasMessageContaining("no address is known for no-such-host:9092");
    start(kafka, TopicSettings.BY_RULE, PATIENCE);
    start(kafka, ofOthers, PATIENCE);
  }

  /** The broker lists a topic a moment after the controller has made or removed it. */
  private static void awaitListed(String topic, boolean listed) {
    await()
        .atMost(PATIENCE)
        .until(() -> admin.listTopics().names().get().contains(topic) == listed);
  }

  private static void awaitConfig(String topic, String key, String value) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(config(topic, key)).isEqualTo(value));
  }

  private static void start(Map<String, Object> kafka, TopicSettings settings)
      throws InterruptedException {
    start(kafka, settings, Duration.ofMillis(1));
  }

  private static void start(Map<String, Object> kafka, TopicSettings settings, Duration patience)
      throws InterruptedException {
    try (TopicsRole role = new TopicsRole(() -> kafka, settings, patience)) {
      role.start();
      assertThat(role.ready()).isTrue();
    }
  }

  private static int partitions(String topic) throws Exception {
    return admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get()
        .get(topic)
        .partitions()
        .size();
  }

  private static String config(String topic, String key) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin.describeConfigs(List.of(resource)).all().get().get(resource).get(key).value();
  }
}
