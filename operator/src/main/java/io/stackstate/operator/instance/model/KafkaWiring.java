package io.stackstate.operator.instance.model;

import io.stackstate.crds.instance.ExternalKafka;
import io.stackstate.crds.instance.KafkaAuthentication;
import io.stackstate.crds.instance.KafkaTls;
import io.stackstate.crds.instance.KafkaType;
import io.stackstate.crds.instance.SaslMechanism;
import io.stackstate.crds.instance.SecurityProtocol;
import io.stackstate.crds.instance.TopicOverride;
import java.util.Optional;

/** How a process reaches Kafka (deployment sheet, sections 3.1 and 12.5). */
final class KafkaWiring {
  private static final String CA_FOLDER = "/etc/stackstate-kafka/ca";
  private static final String USER_FOLDER = "/etc/stackstate-kafka/user";
  private static final String KAFKA = "stackstate.kafka.";

  private final Resolved instance;
  private final Wiring wiring = new Wiring();

  private KafkaWiring(Resolved instance) {
    this.instance = instance;
  }

  /**
   * @param user name of the KafkaUser, which is also that of its Secret
   */
  static Wiring of(Resolved instance, String user) {
    KafkaWiring kafka = new KafkaWiring(instance);
    switch (instance.spec().kafka().type()) {
      case Strimzi -> kafka.strimzi(user);
      case External -> kafka.external(instance.spec().kafka().external());
      case Embedded -> {
        // By default no security: only pods of the instance reach it.
      }
    }
    bootstrap(instance).ifPresent(servers -> kafka.put("bootstrap.servers", servers));
    kafka.topics();
    return kafka.wiring;
  }

  /** Where clients find it; empty when it is in the process of the platform itself. */
  static Optional<String> bootstrap(Resolved instance) {
    return switch (instance.spec().kafka().type()) {
      case Strimzi ->
          Optional.of(
              instance.host(StrimziCluster.name(instance) + "-kafka-bootstrap")
                  + ":"
                  + StrimziCluster.port(instance.spec().kafka().strimzi().authentication()));
      case External -> Optional.of(instance.spec().kafka().external().bootstrapServers());
      case Embedded ->
          instance.monolith()
              ? Optional.empty()
              : Optional.of(
                  instance.host(instance.name(Component.KAFKA)) + ":" + PlatformPod.KAFKA_PORT);
    };
  }

  private void strimzi(String user) {
    KafkaAuthentication authentication = instance.spec().kafka().strimzi().authentication();
    String cluster = StrimziCluster.name(instance);
    if (authentication == KafkaAuthentication.None) {
      return;
    }
    wiring.secretFiles("kafka-ca", cluster + "-cluster-ca-cert", CA_FOLDER);
    wiring.secretFiles("kafka-user", user, USER_FOLDER);
    put("tls.ca", CA_FOLDER + "/ca.crt");
    if (authentication == KafkaAuthentication.TLS) {
      put("security.protocol", SecurityProtocol.SSL.name());
      put("tls.certificate", USER_FOLDER + "/user.crt");
      put("tls.key", USER_FOLDER + "/user.key");
    } else {
      put("security.protocol", SecurityProtocol.SASL_SSL.name());
      put("sasl.mechanism", "SCRAM-SHA-512");
      put("sasl.username", user);
      put("sasl.passwordFile", USER_FOLDER + "/password");
    }
  }

  private void external(ExternalKafka external) {
    put("security.protocol", external.securityProtocol().name());
    if (external.sasl() != null) {
      put("sasl.mechanism", mechanism(external.sasl().mechanism()));
      wiring.secretSetting(KAFKA + "sasl.username", external.sasl().usernameRef());
      wiring.secretSetting(KAFKA + "sasl.password", external.sasl().passwordRef());
    }
    if (external.tls() != null) {
      tls(external.tls());
    }
  }

  private void tls(KafkaTls tls) {
    if (tls.caRef() != null) {
      wiring.authorityFile("kafka-ca", tls.caRef(), CA_FOLDER);
      put("tls.ca", CA_FOLDER + "/ca.crt");
    }
    if (tls.clientCertificateSecret() != null) {
      wiring.secretFiles("kafka-user", tls.clientCertificateSecret(), USER_FOLDER);
      put("tls.certificate", USER_FOLDER + "/tls.crt");
      put("tls.key", USER_FOLDER + "/tls.key");
    }
    if (!tls.hostnameVerification()) {
      wiring.settings().put(KAFKA + "tls.hostnameVerification", false);
    }
  }

  /** With Strimzi the topics are resources, which the platform then only waits for. */
  private void topics() {
    boolean strimzi = instance.has(KafkaType.Strimzi);
    boolean external = instance.has(KafkaType.External);
    boolean manage = !strimzi && !(external && !instance.spec().kafka().external().manageTopics());
    if (!manage) {
      wiring.settings().put("stackstate.topics.manage", false);
    } else {
      instance.spec().kafka().topics().forEach(this::override);
    }
    if (!instance.spec().kafka().autoCreateTopologyTopics()) {
      wiring.settings().put("stackstate.receiver.kafka.topics.create", false);
    }
  }

  private void override(String topic, TopicOverride override) {
    String path = "stackstate.topics.overrides." + Hocon.key(topic) + ".";
    if (override.partitions() != null) {
      wiring.settings().put(path + "partitions", override.partitions());
    }
    if (override.replicationFactor() != null) {
      wiring.settings().put(path + "replicationFactor", override.replicationFactor());
    }
    override.config().forEach((key, value) -> wiring.settings().put(path + "config." + key, value));
  }

  private void put(String key, String value) {
    wiring.settings().put(KAFKA + key, value);
  }

  private static String mechanism(SaslMechanism mechanism) {
    return mechanism.name().replace('_', '-');
  }
}
