package io.stackstate.topology.kafka;

/**
 * Where to resume reading the change log: transactions interleave, so the records of a commit that
 * is still open may lie before the last record of one that is already done.
 *
 * @param offset of the first record to read
 * @param lastCommit commits numbered up to this are done and are skipped
 */
public record ReadPosition(long offset, long lastCommit) {
  public static final ReadPosition BEGINNING = new ReadPosition(0, -1);
}
