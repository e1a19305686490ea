package io.stackstate.topology;

/**
 * The beginning of a text as a number, so that most comparisons of texts need not read them. A text
 * that is before another one never has the larger key; equal keys say nothing.
 */
final class TextKey {
  /** So many characters decide. */
  static final int LENGTH = 8;

  /** Stands for itself and for every character above it; what follows such a one is not told. */
  private static final char LAST = 0xFF;

  private TextKey() {}

  /** Of the characters from one on, of which there may be none; to be compared without sign. */
  static long of(String text, int from) {
    int end = Math.min(text.length(), from + LENGTH);
    long key = 0;
    for (int i = from; i < from + LENGTH; i++) {
      char c = i < end ? text.charAt(i) : 0;
      if (c >= LAST) {
        int left = Byte.SIZE * (from + LENGTH - i);
        return left == Long.SIZE ? -1 : key << left | (1L << left) - 1;
      }
      key = key << Byte.SIZE | c;
    }
    return key;
  }

  /** The bits of a key that come from the first characters of a text. */
  static long mask(int characters) {
    return characters >= LENGTH ? -1 : ~(-1L >>> Byte.SIZE * characters);
  }

  /** Whether equal keys mean that these characters are equal, where others may be missing. */
  static boolean isExact(String text, int from) {
    if (text.length() - from > LENGTH) {
      return false;
    }
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) >= LAST || text.charAt(i) == 0) {
        return false;
      }
    }
    return true;
  }
}
