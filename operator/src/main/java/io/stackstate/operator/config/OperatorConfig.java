package io.stackstate.operator.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Settings of the operator's process, from {@code stackstate.operator} in HOCON. Each is described
 * in {@code reference.conf}.
 *
 * @param namespaces to watch; empty: all
 * @param httpPort of probes and metrics; 0: any free one
 * @param threads that reconcile at the same time
 * @param resync at the latest after this time an instance is looked at again
 * @param probe between two looks at which kinds the cluster serves
 * @param election empty: this process leads without asking
 */
public record OperatorConfig(
    Set<String> namespaces,
    int httpPort,
    int threads,
    int maxConcurrentRequests,
    Duration resync,
    Duration probe,
    Optional<Election> election,
    ContentSettings content,
    ReleaseSettings release) {

  /**
   * Who leads when several operators run.
   *
   * @param namespace of the lease; empty: the one that the process runs in
   * @param identity empty: the host's name
   */
  public record Election(
      String lease,
      Optional<String> namespace,
      Optional<String> identity,
      Duration duration,
      Duration renewDeadline,
      Duration retryPeriod) {}

  /**
   * How resources are brought to the platform.
   *
   * @param observe between two looks at a remote object that is as it should be
   * @param requestsPerSecond at most, over all resources, for those looks
   * @param timeout of one call
   * @param platformUrl where the API of each platform is; empty: where its Service is
   */
  public record ContentSettings(
      Duration observe, int requestsPerSecond, Duration timeout, Optional<String> platformUrl) {}

  /**
   * What is installed when an instance does not say.
   *
   * @param version of the platform that belongs to this operator
   * @param image of the platform, without a tag
   * @param elasticsearchImage of embedded Elasticsearch, with its tag
   * @param elasticsearchVersion that Elastic's operator is asked for
   */
  public record ReleaseSettings(
      String version, String image, String elasticsearchImage, String elasticsearchVersion) {}

  /**
   * Reads the settings of this process.
   *
   * @throws IllegalArgumentException that names the setting, what was found and what was expected
   */
  public static OperatorConfig load() {
    return of(ConfigFactory.load().getConfig("stackstate.operator"));
  }

  /** The same from given settings, without the prefix. */
  public static OperatorConfig of(Config config) {
    try {
      return read(config);
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static OperatorConfig read(Config config) {
    return new OperatorConfig(
        names(config.getString("watch-namespaces")),
        between(config, "http-port", 0, 65_535),
        between(config, "threads", 1, 256),
        between(config, "max-concurrent-requests", 1, 4096),
        config.getDuration("resync"),
        config.getDuration("probe"),
        election(config.getConfig("leader-election")),
        content(config.getConfig("content")),
        release(config.getConfig("release")));
  }

  private static Set<String> names(String list) {
    Set<String> names = new TreeSet<>(Arrays.asList(list.trim().split("[,\\s]+")));
    names.remove("");
    return names;
  }

  private static int between(Config config, String path, int least, int most) {
    int found = config.getInt(path);
    if (found < least || found > most) {
      throw new IllegalArgumentException(
          "stackstate.operator.%s: found %d, expected %d to %d"
              .formatted(path, found, least, most));
    }
    return found;
  }

  private static Optional<Election> election(Config config) {
    if (!config.getBoolean("enabled")) {
      return Optional.empty();
    }
    return Optional.of(
        new Election(
            config.getString("lease-name"),
            text(config, "lease-namespace"),
            text(config, "identity"),
            config.getDuration("lease-duration"),
            config.getDuration("renew-deadline"),
            config.getDuration("retry-period")));
  }

  private static ContentSettings content(Config config) {
    return new ContentSettings(
        config.getDuration("observe"),
        config.getInt("requests-per-second"),
        config.getDuration("timeout"),
        text(config, "platform-url"));
  }

  private static ReleaseSettings release(Config config) {
    return new ReleaseSettings(
        config.getString("version"),
        config.getString("image"),
        config.getString("elasticsearch-image"),
        config.getString("elasticsearch-version"));
  }

  private static Optional<String> text(Config config, String path) {
    return config.hasPath(path)
        ? Optional.of(config.getString(path)).filter(text -> !text.isBlank())
        : Optional.empty();
  }
}
