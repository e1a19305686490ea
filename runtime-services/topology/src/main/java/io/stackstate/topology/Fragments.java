package io.stackstate.topology;

import java.util.Arrays;
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
    RoaringBitmap[] found = new RoaringBitmap[length];
    int count = 0;
    for (String text : texts) {
      for (int i = 0; i + ValueOrder.MIN_FRAGMENT <= text.length(); i++) {
        Bucket bucket = buckets.get(bucket(text, i));
        if (bucket == null) {
          return new RoaringBitmap();
        }
        found[count++] = bucket.values;
      }
    }
    Arrays.sort(found, 0, count, (a, b) -> Integer.compare(a.getCardinality(), b.getCardinality()));
    RoaringBitmap all = found[0];
    for (int i = 1; i < Math.min(RAREST, count); i++) {
      all = RoaringBitmap.and(all, found[i]);
    }
    return all;
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
