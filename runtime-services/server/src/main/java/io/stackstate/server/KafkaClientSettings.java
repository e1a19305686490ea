package io.stackstate.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The settings of all Kafka clients: {@code stackstate.kafka}, keys as Kafka spells them, and what
 * the short forms {@code tls} and {@code sasl.username} stand for. Mistakes are {@link
 * StartException}s that name the key and show no secret.
 */
final class KafkaClientSettings {
  private static final String SECTION = "stackstate.kafka";
  private static final String TLS = "tls.";
  private static final Set<String> OURS =
      Set.of("sasl.username", "sasl.password", "sasl.passwordFile");
  private static final List<String> PROTOCOLS =
      List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");

  private final Config section;
  private final Map<String, Object> settings = new HashMap<>();

  private KafkaClientSettings(Config section) {
    this.section = section;
  }

  /**
   * Reads them, and the files that they name.
   *
   * @param root the configuration, resolved
   */
  static Map<String, Object> of(Config root) {
    return new KafkaClientSettings(root.getConfig(SECTION)).read();
  }

  private Map<String, Object> read() {
    section
        .entrySet()
        .forEach(
            entry -> {
              String key = String.join(".", ConfigUtil.splitPath(entry.getKey()));
              if (!key.startsWith(TLS) && !key.startsWith("advertised.") && !OURS.contains(key)) {
                settings.put(key, String.valueOf(entry.getValue().unwrapped()));
              }
            });
    String protocol = settings.getOrDefault("security.protocol", "PLAINTEXT").toString();
    if (!PROTOCOLS.contains(protocol)) {
      throw wrong("security.protocol", "found " + protocol + ", expected one of " + PROTOCOLS);
    }
    tls(protocol);
    sasl(protocol);
    return Map.copyOf(settings);
  }

  private void tls(String protocol) {
    String ca = text("tls.ca");
    String certificate = text("tls.certificate");
    String key = text("tls.key");
    boolean encrypted = protocol.endsWith("SSL");
    if (!encrypted && !(ca + certificate + key).isEmpty()) {
      throw wrong(
          "security.protocol", "found " + protocol + ", expected SSL or SASL_SSL because of tls");
    }
    if (!ca.isEmpty()) {
      pem("tls.ca", "CERTIFICATE");
      settings.put("ssl.truststore.type", "PEM");
      settings.put("ssl.truststore.location", ca);
    }
    if (certificate.isEmpty() != key.isEmpty()) {
      throw wrong(
          certificate.isEmpty() ? "tls.certificate" : "tls.key",
          "missing, expected a PEM file because the other of the two is there");
    }
    if (!certificate.isEmpty()) {
      settings.put("ssl.keystore.type", "PEM");
      settings.put("ssl.keystore.certificate.chain", pem("tls.certificate", "CERTIFICATE"));
      settings.put("ssl.keystore.key", pem("tls.key", "PRIVATE KEY"));
    }
    if (encrypted && !section.getBoolean("tls.hostnameVerification")) {
      settings.put("ssl.endpoint.identification.algorithm", "");
    }
  }

  /** Kafka reads keys in PKCS 8 only, and says of others nothing that helps. */
  private String pem(String key, String kind) {
    String content = file(key);
    boolean encryptedKey = content.contains("-----BEGIN ENCRYPTED " + kind + "-----");
    if (!content.contains("-----BEGIN " + kind + "-----") && !encryptedKey) {
      throw wrong(key, text(key) + " has no \"BEGIN " + kind + "\", expected a PEM file with one");
    }
    return content;
  }

  private void sasl(String protocol) {
    boolean wanted = protocol.startsWith("SASL");
    String user = text("sasl.username");
    if (!wanted && !user.isEmpty()) {
      throw wrong(
          "security.protocol",
          "found " + protocol + ", expected SASL_SSL or SASL_PLAINTEXT because of sasl.username");
    }
    if (!wanted || settings.containsKey("sasl.jaas.config")) {
      return;
    }
    String mechanism = settings.getOrDefault("sasl.mechanism", "").toString();
    String module =
        switch (mechanism) {
          case "PLAIN" -> "plain.PlainLoginModule";
          case "SCRAM-SHA-256", "SCRAM-SHA-512" -> "scram.ScramLoginModule";
          default ->
              throw wrong(
                  "sasl.mechanism",
                  "found '%s', expected PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512, or sasl.jaas.config"
                      .formatted(mechanism));
        };
    if (user.isEmpty()) {
      throw wrong("sasl.username", "missing, expected the name of a user for " + mechanism);
    }
    settings.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.%s required username=\"%s\" password=\"%s\";"
            .formatted(module, escaped(user), escaped(password())));
  }

  private String password() {
    String file = text("sasl.passwordFile");
    String password = file.isEmpty() ? text("sasl.password") : file("sasl.passwordFile").strip();
    if (password.isEmpty()) {
      throw wrong(
          "sasl.password", "missing, expected a password here or in the file sasl.passwordFile");
    }
    return password;
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private String text(String key) {
    return section.hasPath(key) ? section.getString(key) : "";
  }

  private String file(String key) {
    try {
      return Files.readString(Path.of(text(key)));
    } catch (IOException e) {
      throw wrong(key, "cannot read the file " + text(key));
    }
  }

  private static StartException wrong(String key, String problem) {
    return new StartException(SECTION + "." + key + ": " + problem);
  }
}
