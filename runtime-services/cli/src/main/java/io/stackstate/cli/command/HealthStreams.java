package io.stackstate.cli.command;

import io.stackstate.cli.http.Server;

/** {@code /api/synchronization/health/streams} (REST sheet, section 6.9). */
final class HealthStreams {
  static final String PATH = "/synchronization/health/streams";

  private HealthStreams() {}

  static String of(String urn) {
    return PATH + "/" + Server.encode(urn);
  }

  /**
   * @param subStream null for the whole stream
   */
  static String of(String urn, String subStream) {
    return subStream == null ? of(urn) : of(urn) + "/substreams/" + Server.encode(subStream);
  }
}
