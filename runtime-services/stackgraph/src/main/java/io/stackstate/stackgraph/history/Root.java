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
 * @param epochCommit the newest commit at that instant; -1 while nothing has expired
 * @param windowMillis how long superseded history is kept; 0 as long as nobody has set it
 * @param currentCommit the newest commit that the current graph holds for certain; in a store that
 *     does not write all at once it follows {@code appliedCommit}
 */
record Root(
    int schema,
    long resumeOffset,
    long appliedCommit,
    long appliedMillis,
    int firstSlice,
    int lastSlice,
    long epochMillis,
    long epochCommit,
    long windowMillis,
    long currentCommit) {

  static Root empty(int schema) {
    return new Root(schema, 0, -1, 0, 0, -1, 0, -1, 0, -1);
  }

  Root applied(long offset, long commit, long millis, int slice) {
    return new Root(
        schema,
        offset,
        commit,
        millis,
        firstSlice,
        slice,
        epochMillis,
        epochCommit,
        windowMillis,
        currentCommit);
  }

  /** The current graph holds all that was applied. */
  Root whole() {
    return new Root(
        schema,
        resumeOffset,
        appliedCommit,
        appliedMillis,
        firstSlice,
        lastSlice,
        epochMillis,
        epochCommit,
        windowMillis,
        appliedCommit);
  }

  Root withLastSlice(int slice) {
    return applied(resumeOffset, appliedCommit, appliedMillis, slice);
  }

  Root withWindow(long millis) {
    return new Root(
        schema,
        resumeOffset,
        appliedCommit,
        appliedMillis,
        firstSlice,
        lastSlice,
        epochMillis,
        epochCommit,
        millis,
        currentCommit);
  }

  Root expired(int oldestSlice, long epoch, long commit) {
    return new Root(
        schema,
        resumeOffset,
        appliedCommit,
        appliedMillis,
        oldestSlice,
        lastSlice,
        epoch,
        commit,
        windowMillis,
        currentCommit);
  }

  /**
   * The root of an older layout as it is in the newest one. Version 1 knew neither {@code
   * epochCommit} nor indexes; slices without an index are read whole. Version 2 wrote all at once.
   */
  Root migrated(int newest) {
    return new Root(
        newest,
        resumeOffset,
        appliedCommit,
        appliedMillis,
        firstSlice,
        lastSlice,
        epochMillis,
        schema < 2 ? -1 : epochCommit,
        windowMillis,
        schema < 3 ? appliedCommit : currentCommit);
  }
}
