package io.stackstate.receiver.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** Replaces malformed bytes, so that a stray byte does not cost the message. */
final class Utf8RepairStream extends InputStream {
  private final Reader reader;
  private final char[] chars = new char[4096];
  private byte[] bytes = new byte[0];
  private int position;

  Utf8RepairStream(InputStream in) {
    reader = new InputStreamReader(in, StandardCharsets.UTF_8);
  }

  @Override
  public int read() throws IOException {
    return fill() ? bytes[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    if (!fill()) {
      return -1;
    }
    int n = Math.min(count, bytes.length - position);
    System.arraycopy(bytes, position, target, offset, n);
    position += n;
    return n;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private boolean fill() throws IOException {
    while (position == bytes.length) {
      int n = reader.read(chars, 0, chars.length);
      if (n < 0) {
        return false;
      }
      bytes = new String(chars, 0, n).getBytes(StandardCharsets.UTF_8);
      position = 0;
    }
    return true;
  }
}
