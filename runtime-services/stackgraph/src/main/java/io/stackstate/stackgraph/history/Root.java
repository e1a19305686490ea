package io.stackstate.stackgraph.history;

/**
 * What the root vertex says.
 *
 * @param schema the version of the store's layout
 * @param resumeOffset where to go on in the change log
 * @param appliedCommit the newest commit in the graph; -1 before the first
 * @param appliedMillis its time
 * @param firstSlice the oldest slice that is kept
 * @param lastSlice the slice that is written to; -1 before the first commit
 * @param epochMillis no history before this instant can be read
 */
record Root(
    int schema,
    long resumeOffset,
    long appliedCommit,
    long appliedMillis,
    int firstSlice,
    int lastSlice,
    long epochMillis) {

  static Root empty(int schema) {
    return new Root(schema, 0, -1, 0, 0, -1, 0);
  }

  Root applied(long offset, long commit, long millis, int slice) {
    return new Root(schema, offset, commit, millis, firstSlice, slice, epochMillis);
  }

  Root withLastSlice(int slice) {
    return new Root(
        schema, resumeOffset, appliedCommit, appliedMillis, firstSlice, slice, epochMillis);
  }

  Root expired(int oldestSlice, long epoch) {
    return new Root(
        schema, resumeOffset, appliedCommit, appliedMillis, oldestSlice, lastSlice, epoch);
  }
}
