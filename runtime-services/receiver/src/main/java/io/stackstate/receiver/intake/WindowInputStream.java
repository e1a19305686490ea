package io.stackstate.receiver.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Remembers the bytes that were read last, so that a JSON value can be taken over as it was sent
 * instead of being taken apart and written again. While nothing is captured it holds the last chunk
 * and a little before it; while a value is captured, all from its first byte.
 */
final class WindowInputStream extends InputStream {
  private static final int BEFORE = 512;

  private final InputStream in;
  private byte[] window = new byte[16 << 10];
  private int length;
  private long start;
  private long captureFrom = -1;
  private int captureLimit;
  private boolean captureLost;

  WindowInputStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() {
    throw new UnsupportedOperationException("read in chunks");
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    int n = in.read(target, offset, count);
    if (n > 0) {
      refuseWideCharacters(target, offset, n);
      forget();
      append(target, offset, n);
    }
    return n;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /**
   * Keeps the bytes from {@code position} (of the whole stream) on, which must be in the last
   * chunk; gives up when they become more than {@code limit}.
   */
  void capture(long position, int limit) {
    captureFrom = position;
    captureLimit = limit;
    captureLost = false;
  }

  boolean captureLost() {
    return captureLost;
  }

  void release() {
    captureFrom = -1;
  }

  /** The array in which the window stands; valid until the next read. */
  byte[] array() {
    return window;
  }

  /** Index in {@link #array()} of a position of the stream. */
  int index(long position) {
    return (int) (position - start);
  }

  /** Text around a position, at most {@code characters} long. */
  String around(long position, int characters) {
    int middle = (int) Math.max(0, Math.min(length, position - start));
    int from = Math.max(0, middle - characters / 2);
    int to = Math.min(length, from + characters);
    return new String(window, from, to - from, StandardCharsets.UTF_8);
  }

  /** JSON begins with ASCII, so a zero among its first bytes means UTF-16 or UTF-32. */
  private void refuseWideCharacters(byte[] chunk, int offset, int count) throws IOException {
    long seen = start + length;
    for (int i = 0; i < count && seen + i < 4; i++) {
      if (chunk[offset + i] == 0) {
        throw new IOException("it is not UTF-8 text");
      }
    }
  }

  private void forget() {
    if (captureFrom >= 0 && length - index(captureFrom) > captureLimit) {
      captureLost = true;
      captureFrom = -1;
    }
    int keepFrom = captureFrom >= 0 ? index(captureFrom) : Math.max(0, length - BEFORE);
    if (keepFrom > 0 && (captureFrom < 0 || keepFrom > length / 2)) {
      System.arraycopy(window, keepFrom, window, 0, length - keepFrom);
      length -= keepFrom;
      start += keepFrom;
    }
  }

  private void append(byte[] source, int offset, int count) {
    if (length + count > window.length) {
      window = Arrays.copyOf(window, Math.max(window.length * 2, length + count));
    }
    System.arraycopy(source, offset, window, length, count);
    length += count;
  }
}
