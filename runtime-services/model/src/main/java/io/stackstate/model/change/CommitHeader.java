package io.stackstate.model.change;

import java.nio.ByteBuffer;

/**
 * Stands in the header {@value #NAME} of every change log record, because transactions of different
 * writers interleave in the partition: it tells which records belong together and when a commit is
 * complete.
 *
 * @param commit unique per transaction among all writers
 * @param size the number of records of the transaction on the change log
 * @param index the place of this record in it, from 0
 */
public record CommitHeader(long commit, int size, int index) {
  public static final String NAME = "commit";
  private static final int BYTES = Long.BYTES + 2 * Integer.BYTES;

  /**
   * @throws IllegalArgumentException when the bytes are not a commit header
   */
  public static CommitHeader parse(byte[] bytes) {
    if (bytes == null || bytes.length != BYTES) {
      throw new IllegalArgumentException("not a commit header");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new CommitHeader(buffer.getLong(), buffer.getInt(), buffer.getInt());
  }

  public byte[] toBytes() {
    return ByteBuffer.allocate(BYTES).putLong(commit).putInt(size).putInt(index).array();
  }
}
