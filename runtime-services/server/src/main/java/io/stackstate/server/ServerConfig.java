package io.stackstate.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import io.stackstate.api.auth.ServiceTokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The configuration of a process. What is nearer to the user wins: options, then {@code -D}
 * properties, then {@code CONFIG_FORCE_...} and the product's own environment variables, then
 * {@code --config}, then {@code application.conf} of the data directory, then its {@code
 * secrets.conf}, then the defaults of the modules (deployment sheet, section 2.7).
 */
final class ServerConfig {
  private static final Map<String, String> PRODUCT_VARIABLES =
      Map.of(
          "KAFKA_BROKERS", "stackstate.kafka.bootstrap.servers",
          "ELASTICSEARCH_URI", "stackstate.elasticsearch.uri",
          "STACKSTATE_BASE_URL", "stackstate.server.baseUrl",
          "RECEIVER_BASE_URL", "stackstate.receiver.baseUrl");

  private ServerConfig() {}

  /**
   * Reads all layers, and writes nothing.
   *
   * @param data where the data directory is, or would be
   * @param environment of the process
   * @throws StartException that names the file, the line and the field of what is wrong
   */
  static Config read(Options options, Path data, Map<String, String> environment) {
    try {
      return fromOptions(options)
          .withFallback(ConfigFactory.systemProperties())
          .withFallback(ConfigFactory.systemEnvironmentOverrides())
          .withFallback(productVariables(environment))
          .withFallback(file(options.config, true))
          .withFallback(file(data.resolve(DataDirectory.APPLICATION_CONF), false))
          .withFallback(Secrets.load(data.resolve(DataDirectory.SECRETS)))
          .withFallback(ConfigFactory.defaultReferenceUnresolved())
          .resolve(ConfigResolveOptions.defaults());
    } catch (ConfigException.Parse e) {
      throw new StartException("configuration: " + withoutValues(e.getMessage()));
    } catch (ConfigException e) {
      throw new StartException("configuration: " + e.getMessage(), e);
    }
  }

  /** Reads all layers, and makes the secrets that no other layer has. */
  static Config load(Options options, DataDirectory data, Map<String, String> environment) {
    Config config = read(options, data.root(), environment);
    Set<RoleName> roles = RoleName.parse(config.getStringList("stackstate.server.roles"));
    if (!RoleName.mayGenerateSecrets(roles)) {
      return config;
    }
    boolean complete =
        !config.getStringList("stackstate.receiver.apiKeys").isEmpty()
            && !ServiceTokens.unrestricted(ServiceTokens.read(config)).isEmpty();
    if (complete) {
      return config;
    }
    Secrets.loadOrCreate(data.secrets());
    return read(options, data.root(), environment);
  }

  /** The parser quotes what it stumbled over, which may be a secret. */
  private static String withoutValues(String message) {
    return message.replaceAll("'[^']*'", "'...'").replaceAll("\"[^\"]*\"", "\"...\"");
  }

  private static Config fromOptions(Options options) {
    Map<String, Object> values = new HashMap<>();
    put(values, "stackstate.server.port", options.port);
    put(values, "stackstate.server.receiverPort", options.receiverPort);
    put(values, "stackstate.server.host", options.host);
    put(values, "stackstate.server.roles", options.roles);
    put(
        values,
        "stackstate.server.resources",
        options.resources == null ? null : options.resources.toAbsolutePath().toString());
    return ConfigFactory.parseMap(values, "command line");
  }

  private static Config productVariables(Map<String, String> environment) {
    Map<String, Object> values = new HashMap<>();
    PRODUCT_VARIABLES.forEach((name, path) -> put(values, path, environment.get(name)));
    String key = environment.get("API_KEY");
    put(values, "stackstate.receiver.apiKeys", key == null ? null : List.of(key));
    return ConfigFactory.parseMap(values, "environment");
  }

  private static void put(Map<String, Object> values, String path, Object value) {
    if (value != null) {
      values.put(path, value);
    }
  }

  private static Config file(Path file, boolean mustExist) {
    if (file == null || !mustExist && !Files.exists(file)) {
      return ConfigFactory.empty();
    }
    return ConfigFactory.parseFile(
        // What it includes is looked for beside it, which a relative name does not tell.
        file.toAbsolutePath().toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
  }
}
