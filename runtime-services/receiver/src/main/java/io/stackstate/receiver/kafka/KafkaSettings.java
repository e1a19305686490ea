package io.stackstate.receiver.kafka;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Client settings. The time-outs are such that a sender gets its 503 within five seconds when Kafka
 * is away; {@code stackstate.receiver.kafka.producer} overrides any of them.
 */
final class KafkaSettings {
  private KafkaSettings() {}

  static Map<String, Object> producer(Map<String, Object> kafka, Config receiver) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        Math.toIntExact(receiver.getBytes("maxRecordBytes")) + (64 << 10));
    receiver
        .getConfig("kafka.producer")
        .entrySet()
        .forEach(
            e ->
                settings.put(
                    String.join(".", ConfigUtil.splitPath(e.getKey())), e.getValue().unwrapped()));
    return settings;
  }

  static Map<String, Object> admin(Map<String, Object> kafka, int timeoutMillis) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMillis);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMillis);
    return settings;
  }
}
