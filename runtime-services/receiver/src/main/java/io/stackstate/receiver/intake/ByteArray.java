package io.stackstate.receiver.intake;

import java.io.OutputStream;
import java.util.Arrays;

/** A growing byte array that gives access to itself; reused for one element after the other. */
final class ByteArray extends OutputStream {
  private byte[] bytes = new byte[1024];
  private int length;

  @Override
  public void write(int b) {
    ensure(1);
    bytes[length++] = (byte) b;
  }

  @Override
  public void write(byte[] source, int offset, int count) {
    ensure(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  /** Makes room, so that {@code count} bytes may be written into {@link #array()} directly. */
  void ensure(int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
  }

  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  void length(int newLength) {
    length = newLength;
  }

  void clear() {
    length = 0;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }
}
