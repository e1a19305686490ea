package io.stackstate.automation.output.kafka;

import io.stackstate.automation.output.http.HttpSettingsReader;
import io.stackstate.automation.output.http.TlsSettings;
import io.stackstate.automation.output.spec.SecretRef;
import io.stackstate.automation.output.spec.SpecReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where and how to write, as an output of the kind {@code kafka} says it.
 *
 * @param servers {@code host:port} each; empty for the broker of the platform
 * @param tls empty for a connection that is not encrypted
 * @param timeout of one delivery
 * @param binary attributes of CloudEvents as headers, instead of all in the value
 * @param metadata added to each message
 */
record KafkaTarget(
    String topic,
    List<Server> servers,
    Optional<TlsSettings> tls,
    Optional<Sasl> sasl,
    Duration timeout,
    int maxBodyBytes,
    boolean binary,
    Map<String, String> metadata) {
  private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");
  private static final Pattern SERVER =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[a-zA-Z0-9._-]+):([0-9]{1,5})");
  private static final Map<String, String> MECHANISMS =
      Map.of(
          "PLAIN",
          "org.apache.kafka.common.security.plain.PlainLoginModule",
          "SCRAM-SHA-256",
          "org.apache.kafka.common.security.scram.ScramLoginModule",
          "SCRAM-SHA-512",
          "org.apache.kafka.common.security.scram.ScramLoginModule");
  private static final Map<String, String> CHOICES =
      MECHANISMS.keySet().stream().collect(Collectors.toMap(name -> name, name -> name));
  private static final Duration MIN_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration MAX_TIMEOUT = Duration.ofSeconds(60);
  private static final int MIN_BODY = 1024;
  private static final int USUAL_BODY = 256 * 1024;
  private static final int MAX_BODY = 4 * 1024 * 1024;

  /** A broker to ask for the others. */
  record Server(String host, int port) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /**
   * Credentials.
   *
   * @param module the class that Kafka logs in with
   */
  record Sasl(String mechanism, String module, String username, SecretRef password) {}

  static KafkaTarget read(SpecReader spec, Optional<PlatformBroker> platform) {
    String topic = topic(spec);
    List<Server> servers = servers(spec);
    boolean own = spec.has("bootstrapServers");
    boolean encrypted = spec.has("tls");
    TlsSettings tls = HttpSettingsReader.tls(spec);
    Optional<Sasl> sasl = spec.object("sasl").map(KafkaTarget::sasl);
    if (!own) {
      platformOnly(spec, topic, platform);
    }
    return new KafkaTarget(
        topic,
        servers,
        Optional.of(tls).filter(settings -> encrypted),
        sasl,
        spec.duration("timeout", MIN_TIMEOUT, MAX_TIMEOUT, USUAL_TIMEOUT),
        spec.number("maxBodyBytes", MIN_BODY, MAX_BODY, USUAL_BODY),
        spec.choice("mode", Map.of("Structured", false, "Binary", true)).orElse(true),
        spec.map("metadata"));
  }

  private static String topic(SpecReader spec) {
    String topic = spec.text("topic", 249);
    if (!topic.isEmpty() && !TOPIC.matcher(topic).matches()) {
      spec.finding("topic", "\"" + topic + "\"", "letters, digits, . _ and - only");
    }
    return topic;
  }

  private static List<Server> servers(SpecReader spec) {
    List<String> texts = spec.texts("bootstrapServers");
    for (int i = 0; i < texts.size(); i++) {
      if (!SERVER.matcher(texts.get(i)).matches()) {
        spec.finding("bootstrapServers[" + i + "]", "\"" + texts.get(i) + "\"", "host:port");
      }
    }
    if (spec.has("bootstrapServers") && texts.isEmpty()) {
      spec.finding("bootstrapServers", "none", "at least one host:port");
    }
    return texts.stream()
        .map(SERVER::matcher)
        .filter(Matcher::matches)
        .map(match -> new Server(match.group(1), Integer.parseInt(match.group(2))))
        .toList();
  }

  private static Sasl sasl(SpecReader spec) {
    String mechanism = spec.choice("mechanism", CHOICES).orElse("SCRAM-SHA-512");
    Sasl read =
        new Sasl(
            mechanism,
            MECHANISMS.get(mechanism),
            spec.text("username", 256),
            spec.requiredSecret("passwordSecretRef"));
    spec.end();
    return read;
  }

  private static void platformOnly(
      SpecReader spec, String topic, Optional<PlatformBroker> platform) {
    for (String field : List.of("tls", "sasl")) {
      if (spec.has(field)) {
        spec.finding(field, "an object", "none without bootstrapServers");
      }
    }
    if (!topic.isEmpty() && platform.filter(broker -> broker.allows(topic)).isEmpty()) {
      spec.finding(
          "topic",
          "\"" + topic + "\"",
          "bootstrapServers, or a topic that stackstate.automation.outputs.kafka.topics allows");
    }
  }
}
