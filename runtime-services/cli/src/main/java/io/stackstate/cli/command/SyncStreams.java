package io.stackstate.cli.command;

import io.stackstate.cli.http.Server;

/** {@code /api/synchronization/topology/streams} (REST sheet, section 6.10). */
final class SyncStreams {
  static final String PATH = "/synchronization/topology/streams";

  private SyncStreams() {}

  /** The query that names a synchronization: a number is its node id, anything else its URN. */
  static String naming(String id) {
    String type = id.matches("\\d+") ? "NodeId" : "Identifier";
    return "?identifier=" + Server.encode(id) + "&identifierType=" + type;
  }
}
