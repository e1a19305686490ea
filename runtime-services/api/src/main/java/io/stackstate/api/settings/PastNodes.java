package io.stackstate.api.settings;

import io.stackstate.stackpacks.settings.Node;
import java.util.List;
import java.util.Optional;

/** What settings nodes were before, also those that are gone, as far as it is kept. */
public interface PastNodes {
  /** What a node was at an instant, epoch milliseconds. */
  Optional<Node> at(long id, long timeMillis);

  /** All versions of a node, the oldest first. */
  List<Version> versions(long id);

  /**
   * A node as it was for a while.
   *
   * @param sinceMillis epoch milliseconds
   * @param untilMillis likewise, not included; {@link Long#MAX_VALUE} while it is so
   */
  record Version(Node node, long sinceMillis, long untilMillis) {}
}
