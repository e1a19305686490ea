package io.stackstate.automation.output.kubernetes;

import com.typesafe.config.Config;
import io.stackstate.automation.output.MissingSecretException;
import io.stackstate.automation.output.SecretSource;
import io.stackstate.automation.output.spec.SecretRef;
import io.stackstate.automation.output.spec.Urls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The cluster that the platform runs in, and the service account of the pod.
 *
 * @param api address of its API server
 * @param namespace of the pod; empty when it is not known
 * @param account where token and certificate of the authority are read, at each delivery, because
 *     the token changes
 */
public record Cluster(URI api, Optional<String> namespace, SecretSource account) {
  static final SecretRef TOKEN = new SecretRef("service-account", "token");
  static final SecretRef CA = new SecretRef("service-account", "ca.crt");

  /**
   * Empty outside of a cluster.
   *
   * @param config the object {@code stackstate.automation.outputs}
   * @throws IllegalArgumentException with field, found and expected
   */
  public static Optional<Cluster> from(Config config) {
    String host = config.getString("kubernetes.host");
    if (host.isBlank()) {
      return Optional.empty();
    }
    String name = host.contains(":") ? "[" + host + "]" : host;
    String url = "https://" + name + ":" + config.getString("kubernetes.port");
    Path folder = Path.of(config.getString("kubernetes.serviceAccount"));
    Optional<String> namespace =
        Optional.of(config.getString("kubernetes.namespace"))
            .filter(text -> !text.isBlank())
            .or(() -> namespace(folder));
    return Optional.of(new Cluster(Urls.parse(url), namespace, (owner, key) -> read(folder, key)));
  }

  private static Optional<String> namespace(Path folder) {
    return Files.exists(folder.resolve("namespace"))
        ? Optional.of(read(folder, "namespace").strip())
        : Optional.empty();
  }

  private static String read(Path folder, String key) {
    try {
      return Files.readString(folder.resolve(key));
    } catch (IOException e) {
      throw new MissingSecretException("service-account", key);
    }
  }
}
