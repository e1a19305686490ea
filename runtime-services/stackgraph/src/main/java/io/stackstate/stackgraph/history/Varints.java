package io.stackstate.stackgraph.history;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Numbers in seven bits a byte, the lowest first, as long as the highest bit is set. */
final class Varints {
  private Varints() {}

  /** Writes a number; a negative one takes ten bytes. */
  static void write(long value, ByteArrayOutputStream out) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  static long read(ByteBuffer in) {
    long value = 0;
    int shift = 0;
    byte next = in.get();
    while (next < 0) {
      value |= (next & 0x7FL) << shift;
      shift += 7;
      next = in.get();
    }
    return value | (long) next << shift;
  }

  static int readInt(ByteBuffer in) {
    return (int) read(in);
  }
}
