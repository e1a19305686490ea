package io.stackstate.receiver.http;

import java.util.Map;
import java.util.Optional;

/** The handler tree below {@code /stsAgent} (intake sheet, section 2). */
final class ReceiverPaths {
  private final Map<String, Endpoint> endpoints;

  /**
   * @param endpoints by path, as in {@code /api/v1/series}
   */
  ReceiverPaths(Map<String, Endpoint> endpoints) {
    this.endpoints = Map.copyOf(endpoints);
  }

  /** A path as metrics name it. */
  record Found(String path, Endpoint endpoint) {}

  /** Slashes at the end and repeated ones do not matter. */
  Optional<Found> find(String path) {
    String normal = normal(path);
    return Optional.ofNullable(endpoints.get(normal)).map(e -> new Found(normal, e));
  }

  static String normal(String path) {
    String single = path.replaceAll("/{2,}", "/");
    return single.length() > 1 && single.endsWith("/")
        ? single.substring(0, single.length() - 1)
        : single;
  }
}
