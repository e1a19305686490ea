package io.stackstate.health.outcome;

import io.stackstate.model.change.ChangeKey;
import io.stackstate.topology.TopologySnapshot;
import java.util.Set;

/**
 * What a round looks at.
 *
 * @param before the topology of the round before; at first the same as {@code topology}
 * @param topology as it is now, with the health that stands in the log
 * @param changed what the commits between them have changed, but for health, of which there may be
 *     very much
 * @param now epoch milliseconds
 */
public record Moment(
    TopologySnapshot before, TopologySnapshot topology, Set<ChangeKey> changed, long now) {

  /** Whether the topology shows something else than before, be it health. */
  public boolean moved() {
    return topology.commit() != before.commit();
  }
}
