package io.stackstate.api.auth.kubernetes;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.stackstate.api.auth.Role;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The section {@code stackstate.api.kubernetes}; {@code reference.conf} says what each key means.
 *
 * @param audience that a token must be meant for
 * @param apiServer where the Kubernetes API is
 * @param tokenFile with the token of this process, which is renewed there
 * @param caFile certificates in PEM that the API server is trusted by
 * @param grants who has which role; a service account has those of all that name it
 * @param cacheTime how long what was reviewed holds
 * @param timeout of one review
 */
public record KubernetesAccess(
    String audience,
    URI apiServer,
    Path tokenFile,
    Path caFile,
    List<Grant> grants,
    Duration cacheTime,
    Duration timeout) {
  private static final Set<String> KEYS = Set.of("namespace", "serviceAccount", "role");

  /**
   * Service accounts and their role.
   *
   * @param serviceAccount null: all of the namespace
   */
  public record Grant(String namespace, String serviceAccount, Role role) {
    boolean covers(ServiceAccount account) {
      return namespace.equals(account.namespace())
          && (serviceAccount == null || serviceAccount.equals(account.name()));
    }
  }

  public KubernetesAccess {
    grants = List.copyOf(grants);
  }

  /**
   * Reads the section.
   *
   * @throws ConfigException that names the key, what was found and what was expected
   */
  public static KubernetesAccess read(Config config) {
    List<Grant> grants = new ArrayList<>();
    for (Config each : config.getConfigList("roles")) {
      grants.add(grant(each));
    }
    String audience = config.getString("audience");
    if (audience.isBlank()) {
      throw new ConfigException.BadValue(
          config.origin(),
          "stackstate.api.kubernetes.audience",
          "found nothing, expected a name: a token for anybody else must not open this API");
    }
    return new KubernetesAccess(
        audience,
        URI.create(config.getString("apiServer").replaceAll("/+$", "")),
        Path.of(config.getString("tokenFile")),
        Path.of(config.getString("caFile")),
        grants,
        config.getDuration("cacheTime"),
        config.getDuration("timeout"));
  }

  private static Grant grant(Config each) {
    for (String key : each.root().keySet()) {
      if (!KEYS.contains(key)) {
        throw wrong(each, key, "found this key, expected namespace, serviceAccount and role");
      }
    }
    String role = each.getString("role");
    return new Grant(
        each.getString("namespace"),
        each.hasPath("serviceAccount") ? each.getString("serviceAccount") : null,
        Role.named(role)
            .orElseThrow(
                () -> wrong(each, "role", "found " + role + ", expected one of " + Role.names())));
  }

  private static ConfigException wrong(Config each, String key, String problem) {
    return new ConfigException.BadValue(
        each.origin(), "stackstate.api.kubernetes.roles." + key, problem);
  }
}
