package io.stackstate.stackgraph.history;

import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import java.nio.ByteBuffer;
import java.util.List;

/** Reads the blocks of a run; see {@link RunCodec}. For one thread. */
final class RunReader {
  /**
   * @param firstId of its first record; the last one is at most that of the next block
   * @param offset from where the blocks and the commits begin
   */
  record Block(Aspect aspect, long firstId, int offset, int length) {}

  /** Receives the records of one key after another, those of one key in order. */
  @FunctionalInterface
  interface Visitor {
    void visit(int commit, Change change);
  }

  private final byte[] bytes;
  private final int start;
  private final long[] numbers;
  private final long[] millis;
  private final List<Block> blocks;

  /**
   * @param start where the offsets of the blocks count from
   * @param times the commits
   */
  RunReader(byte[] bytes, int start, ByteBuffer times, List<Block> blocks) {
    this.bytes = bytes;
    this.start = start;
    this.blocks = blocks;
    int count = Varints.readInt(times);
    numbers = new long[count];
    millis = new long[count];
    long number = 0;
    long timeMillis = 0;
    for (int i = 0; i < count; i++) {
      number += Varints.read(times);
      timeMillis += Varints.read(times);
      numbers[i] = number;
      millis[i] = timeMillis;
    }
  }

  /** How many commits there are; also such without records. */
  int commits() {
    return numbers.length;
  }

  long number(int commit) {
    return numbers[commit];
  }

  long timeMillis(int commit) {
    return millis[commit];
  }

  void forEach(RecordFilter filter, Visitor visitor) {
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      boolean last = i + 1 == blocks.size() || blocks.get(i + 1).aspect() != block.aspect();
      long lastId = last ? Long.MAX_VALUE : blocks.get(i + 1).firstId();
      if (filter.mayWant(block.aspect(), block.firstId(), lastId)) {
        read(block, filter, visitor);
      }
    }
  }

  private void read(Block block, RecordFilter filter, Visitor visitor) {
    byte[] records =
        Compression.inflate(bytes, start + block.offset(), block.length(), Integer.MAX_VALUE);
    ByteBuffer in = ByteBuffer.wrap(records);
    long id = 0;
    while (in.hasRemaining()) {
      id += Varints.read(in);
      int count = Varints.readInt(in);
      boolean wanted = filter.wants(block.aspect(), id);
      ChangeKey key = new ChangeKey(block.aspect(), id);
      byte[] value = new byte[0];
      int commit = 0;
      for (int i = 0; i < count; i++) {
        commit += Varints.readInt(in);
        int prefix = Varints.readInt(in) - 1;
        if (prefix < 0) {
          if (wanted) {
            visitor.visit(commit, new Change(key, null));
          }
        } else {
          value = value(in, prefix, value, wanted);
          if (wanted) {
            visitor.visit(commit, new Change(key, value));
          }
        }
      }
    }
  }

  /** The next value of a key; of one that nobody wants only the bytes are passed over. */
  private static byte[] value(ByteBuffer in, int prefix, byte[] previous, boolean wanted) {
    int suffix = Varints.readInt(in);
    int middle = Varints.readInt(in);
    if (!wanted) {
      in.position(in.position() + middle);
      return previous;
    }
    byte[] value = new byte[prefix + middle + suffix];
    System.arraycopy(previous, 0, value, 0, prefix);
    in.get(value, prefix, middle);
    System.arraycopy(previous, previous.length - suffix, value, prefix + middle, suffix);
    return value;
  }
}
