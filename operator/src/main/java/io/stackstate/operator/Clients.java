package io.stackstate.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** Makes clients of the API server that wait instead of pushing. */
final class Clients {
  private static final int CONNECT_MILLIS = 10_000;
  private static final int REQUEST_MILLIS = 30_000;
  private static final int RETRIES = 3;
  private static final int FIRST_RETRY_MILLIS = 500;

  private Clients() {}

  static KubernetesClient ofEnvironment(int maxConcurrentRequests) {
    return builder(Config.autoConfigure(null), maxConcurrentRequests).build();
  }

  /** With limits of ours; where and as whom is taken from the given settings. */
  static KubernetesClientBuilder builder(Config config, int maxConcurrentRequests) {
    Config limited =
        new ConfigBuilder(config)
            .withMaxConcurrentRequests(maxConcurrentRequests)
            .withMaxConcurrentRequestsPerHost(maxConcurrentRequests)
            .withConnectionTimeout(CONNECT_MILLIS)
            .withRequestTimeout(REQUEST_MILLIS)
            .withRequestRetryBackoffLimit(RETRIES)
            .withRequestRetryBackoffInterval(FIRST_RETRY_MILLIS)
            .withUserAgent("stackstate-operator")
            .build();
    return new KubernetesClientBuilder().withConfig(limited);
  }
}
