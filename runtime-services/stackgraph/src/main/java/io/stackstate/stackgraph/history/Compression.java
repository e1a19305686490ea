package io.stackstate.stackgraph.history;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Bytes compressed with a checksum (zlib). */
final class Compression {
  private Compression() {}

  static byte[] deflate(byte[] bytes, int level) {
    Deflater deflater = new Deflater(level);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] out = new byte[64 + bytes.length / 3];
      int size = 0;
      while (!deflater.finished()) {
        if (size == out.length) {
          out = Arrays.copyOf(out, 2 * size);
        }
        size += deflater.deflate(out, size, out.length - size);
      }
      return Arrays.copyOf(out, size);
    } finally {
      deflater.end();
    }
  }

  /**
   * The first {@code maxBytes} of what was compressed; all of it is checked when it ends there.
   *
   * @throws CommitCodec.DamageException when the bytes are not those that were compressed
   */
  static byte[] inflate(byte[] bytes, int from, int length, int maxBytes) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes, from, length);
      byte[] out = new byte[(int) Math.min(maxBytes, Math.max(1L << 10, 6L * length))];
      int size = 0;
      while (!inflater.finished() && size < maxBytes) {
        if (size == out.length) {
          out = Arrays.copyOf(out, 2 * size);
        }
        int more = inflater.inflate(out, size, out.length - size);
        if (more == 0 && !inflater.finished()) {
          throw new CommitCodec.DamageException("it is too short", null);
        }
        size += more;
      }
      return size == out.length ? out : Arrays.copyOf(out, size);
    } catch (DataFormatException e) {
      throw new CommitCodec.DamageException("its checksum or its compression is wrong", e);
    } finally {
      inflater.end();
    }
  }
}
