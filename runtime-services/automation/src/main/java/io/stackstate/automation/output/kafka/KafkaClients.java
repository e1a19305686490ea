package io.stackstate.automation.output.kafka;

import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.http.HttpRuntime;
import io.stackstate.automation.output.http.ReadSecrets;
import io.stackstate.automation.output.http.TlsSettings;
import io.stackstate.automation.output.spec.SecretRef;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The one producer of an output, made anew when its secrets change. Thread-safe. */
final class KafkaClients implements AutoCloseable {
  private static final int BUFFER = 16 * 1024 * 1024;

  private final KafkaTarget target;
  private final HttpRuntime runtime;
  private final Optional<PlatformBroker> platform;
  private Producer<byte[], byte[]> producer;
  private List<String> madeWith = List.of();

  KafkaClients(KafkaTarget target, HttpRuntime runtime, Optional<PlatformBroker> platform) {
    this.target = target;
    this.runtime = runtime;
    this.platform = platform;
  }

  /**
   * @throws DeliveryFailure when secrets are missing or cannot be used
   */
  synchronized Producer<byte[], byte[]> producer(ReadSecrets secrets) {
    List<String> read = references().map(secrets::read).toList();
    if (producer == null || !read.equals(madeWith)) {
      forget();
      try {
        producer =
            new KafkaProducer<>(
                settings(secrets), new ByteArraySerializer(), new ByteArraySerializer());
      } catch (KafkaException e) {
        throw KafkaErrors.of(e.getCause() == null ? e : e.getCause(), target.topic());
      }
      madeWith = read;
    }
    return producer;
  }

  /** After a failure that a producer may keep. */
  synchronized void forget() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  private Stream<SecretRef> references() {
    return Stream.of(
            target.tls().flatMap(TlsSettings::ca),
            target.tls().flatMap(TlsSettings::certificate),
            target.tls().flatMap(TlsSettings::key),
            target.sasl().map(KafkaTarget.Sasl::password))
        .flatMap(Optional::stream);
  }

  Map<String, Object> settings(ReadSecrets secrets) {
    int timeout = Math.toIntExact(target.timeout().toMillis());
    Map<String, Object> settings = new HashMap<>();
    if (target.servers().isEmpty()) {
      settings.putAll(platform.orElseThrow().client());
    } else {
      settings.put(
          ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
          target.servers().stream().map(KafkaTarget.Server::toString).toList());
      security(settings, secrets);
    }
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) BUFFER);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, target.maxBodyBytes() + 64 * 1024);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) timeout);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
    return settings;
  }

  private void security(Map<String, Object> settings, ReadSecrets secrets) {
    boolean encrypted = target.tls().isPresent();
    settings.put(
        "security.protocol",
        (target.sasl().isPresent() ? "SASL_" : "") + (encrypted ? "SSL" : "PLAINTEXT"));
    target
        .tls()
        .ifPresent(
            tls -> {
              settings.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, ContextEngines.class);
              settings.put(ContextEngines.CONTEXT, runtime.tls(tls, secrets));
              settings.put(ContextEngines.MIN_VERSION, tls.minVersion());
              settings.put(
                  SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG,
                  tls.verify() ? "https" : "");
            });
    target
        .sasl()
        .ifPresent(
            sasl -> {
              settings.put(SaslConfigs.SASL_MECHANISM, sasl.mechanism());
              settings.put(
                  SaslConfigs.SASL_JAAS_CONFIG,
                  sasl.module()
                      + " required username="
                      + quoted(sasl.username())
                      + " password="
                      + quoted(secrets.read(sasl.password()))
                      + ";");
            });
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  @Override
  public void close() {
    forget();
  }
}
