package io.stackstate.stackgraph.history;

import io.stackstate.topology.TopologyIndex;

/**
 * The topology after one commit, rebuilt from history. Its index is never written again, so any
 * number of readers share it and others are made of its copies.
 *
 * @param slice the one that the commit belongs to; or a later one, of which this is the base
 * @param fromMillis from this instant on it is the state
 * @param untilMillis when the next commit came; {@link Long#MAX_VALUE} when there was none
 * @param bytes about how much memory it takes that no other state shares
 */
record PastState(
    TopologyIndex index, int slice, long commit, long fromMillis, long untilMillis, long bytes) {

  boolean isAt(long timeMillis, long newestCommit) {
    boolean stillNewest = untilMillis != Long.MAX_VALUE || commit == newestCommit;
    return fromMillis <= timeMillis && timeMillis < untilMillis && stillNewest;
  }
}
