package io.stackstate.model.change;

import java.nio.ByteBuffer;

/**
 * Stands in the header {@value #NAME} of every change log record, because transactions of different
 * writers interleave in the partition: it tells which records belong together and when a commit is
 * complete. The transactions of one writer never interleave with each other.
 *
 * @param writer identifies the writing service, the same after a restart
 * @param sequence differs from that of the writer's previous transaction, an aborted one included
 * @param size the number of records of the transaction on the change log
 * @param index the place of this record in it, from 0
 */
public record CommitHeader(int writer, long sequence, int size, int index) {
  public static final String NAME = "commit";
  private static final int BYTES = Long.BYTES + 3 * Integer.BYTES;

  /**
   * Reads the header's value.
   *
   * @throws IllegalArgumentException when the bytes are not a commit header
   */
  public static CommitHeader parse(byte[] bytes) {
    if (bytes == null || bytes.length != BYTES) {
      throw new IllegalArgumentException("not a commit header");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new CommitHeader(buffer.getInt(), buffer.getLong(), buffer.getInt(), buffer.getInt());
  }

  public byte[] toBytes() {
    return ByteBuffer.allocate(BYTES)
        .putInt(writer)
        .putLong(sequence)
        .putInt(size)
        .putInt(index)
        .array();
  }
}
