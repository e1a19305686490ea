package io.stackstate.server;

import com.typesafe.config.Config;
import io.stackstate.broker.EmbeddedBroker;
import io.stackstate.server.kafka.KafkaRole;
import java.nio.file.Path;
import java.util.Set;

/** Whom the embedded broker is for, as configuration says: this process alone, or others, too. */
final class BrokerRole {
  private static final int USUAL_PORT = 9092;

  private BrokerRole() {}

  /**
   * A broker of a process with these roles; for others when it is the only one, or when an
   * advertised host is set.
   *
   * @throws StartException when others could not find it
   */
  static KafkaRole of(Config config, Set<RoleName> roles, Path directory) {
    Config section = config.getConfig("stackstate.server");
    int port = section.getInt("kafkaPort");
    String host = section.getString("host");
    Config advertised = config.getConfig("stackstate.kafka.advertised");
    String name = advertised.getString("host");
    boolean alone = roles.equals(Set.of(RoleName.KAFKA));
    if (!alone && name.isEmpty()) {
      return KafkaRole.local(directory, port);
    }
    if (name.isEmpty() && (host.equals("0.0.0.0") || host.equals("::"))) {
      throw new StartException(
          "stackstate.kafka.advertised.host: missing, expected the name under which other"
              + " processes reach this broker, because it listens on "
              + host);
    }
    return KafkaRole.shared(
        directory,
        new EmbeddedBroker.Endpoint(
            host, port == 0 ? USUAL_PORT : port, name, advertised.getInt("port")));
  }
}
