package io.stackstate.automation.output.kafka;

import com.typesafe.config.Config;
import java.util.List;
import java.util.Map;

/**
 * The broker that the platform itself runs on, as far as event handlers may write to it.
 *
 * @param client settings of a client, at least {@code bootstrap.servers}
 * @param topics that may be written to; one that ends in {@code *} means all that begin so
 */
public record PlatformBroker(Map<String, Object> client, List<String> topics) {
  private static final List<String> OURS = List.of("sts_", "stackgraph_", "__");

  public PlatformBroker {
    client = Map.copyOf(client);
    topics = List.copyOf(topics);
  }

  /**
   * @param config the object {@code stackstate.automation.outputs}
   * @param client settings of a client of the platform's broker
   */
  public static PlatformBroker from(Config config, Map<String, Object> client) {
    return new PlatformBroker(client, config.getStringList("kafka.topics"));
  }

  /** The topics of the platform itself are never among them. */
  boolean allows(String topic) {
    return OURS.stream().noneMatch(topic::startsWith)
        && topics.stream()
            .anyMatch(
                allowed ->
                    allowed.endsWith("*")
                        ? topic.startsWith(allowed.substring(0, allowed.length() - 1))
                        : topic.equals(allowed));
  }
}
