package io.stackstate.cli.config;

import java.util.Optional;

/**
 * Where the platform is and how to get in.
 *
 * @param url of the server, without {@code /api}
 * @param receiverUrl under which {@code /stsAgent} lies; empty when unknown
 */
public record Context(
    String url,
    Optional<String> token,
    String apiPath,
    String adminPath,
    Optional<String> receiverUrl,
    Optional<String> receiverKey) {
  /** Never shows the secrets. */
  @Override
  public String toString() {
    return "Context[" + url + "]";
  }
}
