package io.stackstate.receiver.http;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** A body as it came from the network, without joining its parts. Filled by one thread. */
final class Chunks {
  private final List<byte[]> chunks = new ArrayList<>();

  void add(byte[] chunk) {
    if (chunk.length > 0) {
      chunks.add(chunk);
    }
  }

  void clear() {
    chunks.clear();
  }

  /** Reads the body from its beginning; may be called again. */
  InputStream open() {
    return new Reading(chunks);
  }

  private static final class Reading extends InputStream {
    private final List<byte[]> chunks;
    private int index;
    private int position;

    Reading(List<byte[]> chunks) {
      this.chunks = chunks;
    }

    @Override
    public int read() {
      if (!advance()) {
        return -1;
      }
      return chunks.get(index)[position++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (length == 0) {
        return 0;
      }
      if (!advance()) {
        return -1;
      }
      byte[] chunk = chunks.get(index);
      int n = Math.min(length, chunk.length - position);
      System.arraycopy(chunk, position, target, offset, n);
      position += n;
      return n;
    }

    @Override
    public int available() {
      return advance() ? chunks.get(index).length - position : 0;
    }

    private boolean advance() {
      if (index < chunks.size() && position == chunks.get(index).length) {
        index++;
        position = 0;
      }
      return index < chunks.size();
    }
  }
}
