package io.stackstate.stackgraph.history;

import com.carrotsearch.hppc.IntHashSet;
import com.carrotsearch.hppc.LongArrayList;
import io.stackstate.model.change.Commit;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Which pieces have something about a fingerprint: entries of a fingerprint and the number of a
 * piece. For one thread at a time.
 */
final class IndexEntries {
  private static final int CHUNK_ENTRIES = 8_192;
  private static final long LOW = 0xFFFF_FFFFL;

  private final LongArrayList entries = new LongArrayList();

  /** Enters a piece; it must be the last one so far, whose entries are replaced, or the next. */
  void put(int piece, List<Commit> commits) {
    while (!entries.isEmpty() && piece(entries.get(entries.size() - 1)) == piece) {
      entries.elementsCount--;
    }
    Fingerprints.forEach(commits, fingerprint -> entries.add(entry(fingerprint, piece)));
  }

  /** The entries with other numbers; without those whose new number is negative. */
  IndexEntries renumbered(IntUnaryOperator numbers) {
    IndexEntries renumbered = new IndexEntries();
    for (int i = 0; i < entries.elementsCount; i++) {
      int piece = numbers.applyAsInt(piece(entries.buffer[i]));
      if (piece >= 0) {
        renumbered.entries.add(entry((int) (entries.buffer[i] >>> 32), piece));
      }
    }
    return renumbered;
  }

  /** Adds the pieces that may have something about one of the fingerprints to {@code pieces}. */
  void find(IntHashSet fingerprints, IntHashSet pieces) {
    for (int i = 0; i < entries.elementsCount; i++) {
      long entry = entries.buffer[i];
      if (fingerprints.contains((int) (entry >>> 32))) {
        pieces.add(piece(entry));
      }
    }
  }

  /**
   * The entries as a number of chunks that is a power of two; the chunk of a fingerprint is told by
   * {@link #chunkOf}.
   */
  byte[][] encode() {
    long[] sorted = sorted();
    int chunks = Integer.highestOneBit(Math.max(1, sorted.length / CHUNK_ENTRIES));
    byte[][] encoded = new byte[chunks][];
    int from = 0;
    for (int chunk = 0; chunk < chunks; chunk++) {
      int to = from;
      while (to < sorted.length && chunkOf((int) (sorted[to] >>> 32), chunks) == chunk) {
        to++;
      }
      encoded[chunk] = encode(sorted, from, to);
      from = to;
    }
    return encoded;
  }

  static int chunkOf(int fingerprint, int chunks) {
    return (int) ((fingerprint & LOW) * chunks >>> 32);
  }

  /** Like {@link #find}, in an encoded chunk. */
  static void find(byte[] chunk, IntHashSet fingerprints, IntHashSet pieces) {
    ByteBuffer in = ByteBuffer.wrap(chunk);
    int fingerprint = 0;
    while (in.hasRemaining()) {
      fingerprint += Varints.readInt(in);
      int piece = Varints.readInt(in);
      if (fingerprints.contains(fingerprint)) {
        pieces.add(piece);
      }
    }
  }

  private long[] sorted() {
    long[] sorted = entries.toArray();
    // As unsigned numbers, because the chunks are ranges of unsigned fingerprints.
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] ^= Long.MIN_VALUE;
    }
    Arrays.sort(sorted);
    int distinct = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[distinct++] = sorted[i];
      }
    }
    long[] unsigned = Arrays.copyOf(sorted, distinct);
    for (int i = 0; i < distinct; i++) {
      unsigned[i] ^= Long.MIN_VALUE;
    }
    return unsigned;
  }

  private static byte[] encode(long[] sorted, int from, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int previous = 0;
    for (int i = from; i < to; i++) {
      int fingerprint = (int) (sorted[i] >>> 32);
      Varints.write(fingerprint - previous & LOW, out);
      Varints.write(piece(sorted[i]), out);
      previous = fingerprint;
    }
    return out.toByteArray();
  }

  private static long entry(int fingerprint, int piece) {
    return (long) fingerprint << 32 | piece;
  }

  private static int piece(long entry) {
    return (int) entry;
  }
}
