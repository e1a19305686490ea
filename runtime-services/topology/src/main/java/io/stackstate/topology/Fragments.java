package io.stackstate.topology;

import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which values contain which three characters, as a bitmap of value numbers for each hash of three
 * characters: equal hashes of different ones cost time only, because whoever searches looks at the
 * values found. Copied on write; one writer, copies that are not written any more are for any
 * thread.
 */
final class Fragments {
  private static final int BUCKETS = 1 << 15;

  /** So many of the rarest are intersected: more of them rarely leave fewer values to look at. */
  private static final int RAREST = 4;

  /** So few values are looked at sooner than another fragment is intersected. */
  private static final int FEW = 40;

  private final PagedRefs<Bucket> buckets;

  /** Buckets of other generations are shared. */
  private final Object generation = new Object();

  private record Bucket(RoaringBitmap values, Object generation) {}

  Fragments() {
    this(new PagedRefs<>());
  }

  private Fragments(PagedRefs<Bucket> buckets) {
    this.buckets = buckets;
  }

  /** A copy to be written, after which this one must not be. */
  Fragments copy() {
    return new Fragments(buckets.copy());
  }

  void add(int value, String text) {
    for (int i = 0; i + ValueOrder.MIN_FRAGMENT <= text.length(); i++) {
      writable(bucket(text, i)).add(value);
    }
  }

  void remove(int value, String text) {
    for (int i = 0; i + ValueOrder.MIN_FRAGMENT <= text.length(); i++) {
      writable(bucket(text, i)).remove(value);
    }
  }

  /**
   * The values that may contain all of the texts, of which one at least is long enough; the bitmap
   * may be shared.
   */
  RoaringBitmap candidates(List<String> texts) {
    int length = 0;
    for (String text : texts) {
      length += text.length();
    }
    RarestFirst found = new RarestFirst(length);
    for (String text : texts) {
      for (int i = 0; i + ValueOrder.MIN_FRAGMENT <= text.length(); i++) {
        Bucket bucket = buckets.get(bucket(text, i));
        if (bucket == null) {
          return new RoaringBitmap();
        }
        found.add(bucket.values);
      }
      found.endOfText();
    }
    RoaringBitmap all = found.next();
    for (int i = 1; i < RAREST && found.hasNext() && all.getCardinality() > FEW; i++) {
      all = RoaringBitmap.and(all, found.next());
    }
    return all;
  }

  /**
   * Fragments of texts, the rarest first, but those behind that overlap with one before: they stand
   * in nearly the same values, so that looking at them rules out little.
   */
  private static final class RarestFirst {
    private final RoaringBitmap[] values;
    private final int[] sizes;
    private final int[] places;
    private final boolean[] overlapping;
    private int count;
    private int place;
    private int left;

    RarestFirst(int most) {
      values = new RoaringBitmap[most];
      sizes = new int[most];
      places = new int[most];
      overlapping = new boolean[most];
    }

    void add(RoaringBitmap containing) {
      values[count] = containing;
      sizes[count] = containing.getCardinality();
      places[count++] = place++;
      left++;
    }

    void endOfText() {
      place += ValueOrder.MIN_FRAGMENT;
    }

    boolean hasNext() {
      return left > 0;
    }

    RoaringBitmap next() {
      int best = -1;
      for (int i = 0; i < count; i++) {
        if (values[i] != null && (best < 0 || isBefore(i, best))) {
          best = i;
        }
      }
      for (int i = 0; i < count; i++) {
        overlapping[i] |= Math.abs(places[i] - places[best]) < ValueOrder.MIN_FRAGMENT;
      }
      RoaringBitmap next = values[best];
      values[best] = null;
      left--;
      return next;
    }

    private boolean isBefore(int one, int other) {
      return overlapping[one] == overlapping[other]
          ? sizes[one] < sizes[other]
          : overlapping[other];
    }
  }

  private RoaringBitmap writable(int index) {
    Bucket bucket = buckets.get(index);
    if (bucket != null && bucket.generation == generation) {
      return bucket.values;
    }
    Bucket own =
        new Bucket(bucket == null ? new RoaringBitmap() : bucket.values.clone(), generation);
    buckets.set(index, own);
    return own.values;
  }

  private static int bucket(String text, int at) {
    int hash = (text.charAt(at) * 31 + text.charAt(at + 1)) * 31 + text.charAt(at + 2);
    hash *= 0x9E3779B1;
    return hash >>> 17 & BUCKETS - 1;
  }
}
