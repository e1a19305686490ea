package io.stackstate.server;

import com.typesafe.config.Config;
import io.stackstate.api.auth.ServiceTokens;
import java.util.List;
import java.util.Set;

/**
 * What configuration must say for the roles of a process, and nothing for those of others: found
 * out before anything starts.
 */
final class RequiredSettings {
  private static final String KEYS = "stackstate.receiver.apiKeys";
  private static final String TOKENS = "stackstate.api.tokens";

  private RequiredSettings() {}

  /**
   * @throws StartException with one line that names the key; no value of it is shown
   */
  static void check(Config config, Set<RoleName> roles) {
    if (roles.contains(RoleName.RECEIVER)) {
      keys(config);
    }
    if (roles.contains(RoleName.API) && ServiceTokens.read(config).isEmpty()) {
      throw new StartException(
          TOKENS
              + ": found none, expected at least one, or stackstate.api.bootstrapToken, because the"
              + " role api is among "
              + roles);
    }
    boolean needsBrokers = !roles.contains(RoleName.KAFKA) && !onlyMigrates(roles);
    if (needsBrokers && config.getString("stackstate.kafka.bootstrap.servers").isBlank()) {
      throw new StartException(
          "stackstate.kafka.bootstrap.servers (or KAFKA_BROKERS): expected host:port, because the"
              + " role kafka is not among "
              + roles);
    }
  }

  private static boolean onlyMigrates(Set<RoleName> roles) {
    return roles.equals(Set.of(RoleName.MIGRATE));
  }

  private static void keys(Config config) {
    List<String> keys = config.getStringList(KEYS);
    if (keys.isEmpty()) {
      throw new StartException(
          KEYS
              + " (or API_KEY): found none, expected at least one, because the role receiver needs it");
    }
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).isBlank()) {
        throw new StartException(KEYS + "[" + i + "]: found nothing, expected a key");
      }
    }
  }
}
