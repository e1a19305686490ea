package io.stackstate.synchronization.external;

import java.util.HashSet;
import java.util.Set;

/** A snapshot between its start and stop markers. */
final class OpenSnapshot {
  private static final int MAX_HOSTS = 100;

  final long startOffset;
  final String host;
  private final Set<String> otherHosts = new HashSet<>();

  OpenSnapshot(long startOffset, String host) {
    this.startOffset = startOffset;
    this.host = host;
  }

  /** True for the first record from a host that did not start the snapshot. */
  boolean isNewForeigner(String sender) {
    return sender != null
        && host != null
        && !sender.equals(host)
        && otherHosts.size() < MAX_HOSTS
        && otherHosts.add(sender);
  }
}
