package io.stackstate.stql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A pattern with wildcards, see {@link PatternFilter}. Matching takes at most the product of both
 * lengths, and no recursion, whatever the pattern.
 */
final class Glob {
  private static final int ANY_TEXT = -1;
  private static final int ANY_CHARACTER = -2;
  private static final Recent<Glob> READ = new Recent<>(256);

  /** Code points and wildcards, no two {@link #ANY_TEXT} in a row. */
  private final int[] parts;

  private final String prefix;
  private final List<String> fragments;

  /** What fits is what contains this; null when the pattern asks for more, or for less. */
  private final String infix;

  Glob(String pattern) {
    int[] read = new int[pattern.length()];
    int count = 0;
    for (int i = 0, next; i < pattern.length(); i = next) {
      int c = pattern.codePointAt(i);
      next = i + Character.charCount(c);
      if (c == '\\' && next < pattern.length()) {
        read[count] = pattern.codePointAt(next);
        next += Character.charCount(read[count++]);
      } else if (c != '*') {
        read[count++] = c == '?' ? ANY_CHARACTER : c;
      } else if (count == 0 || read[count - 1] != ANY_TEXT) {
        read[count++] = ANY_TEXT;
      }
    }
    parts = Arrays.copyOf(read, count);
    int literal = 0;
    while (literal < count && parts[literal] >= 0) {
      literal++;
    }
    prefix = new String(parts, 0, literal);
    fragments = fragments(parts);
    infix = isInfix(parts) ? fragments.get(0) : null;
  }

  /** The pattern with this text, which is read once when it is used again soon. */
  static Glob of(String pattern) {
    Glob known = READ.get(pattern);
    if (known == null) {
      known = new Glob(pattern);
      READ.put(pattern, known);
    }
    return known;
  }

  private static boolean isInfix(int[] parts) {
    int last = parts.length - 1;
    if (last < 2 || parts[0] != ANY_TEXT || parts[last] != ANY_TEXT) {
      return false;
    }
    for (int i = 1; i < last; i++) {
      // Half of a surrogate pair does not fit within a whole one, but the pair contains it.
      if (parts[i] < 0 || (Character.isBmpCodePoint(parts[i]) && isSurrogate(parts[i]))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSurrogate(int codeUnit) {
    return Character.isSurrogate((char) codeUnit);
  }

  private static List<String> fragments(int[] parts) {
    List<String> fragments = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= parts.length; i++) {
      if (i == parts.length || parts[i] < 0) {
        if (i > from) {
          fragments.add(new String(parts, from, i - from));
        }
        from = i + 1;
      }
    }
    return List.copyOf(fragments);
  }

  /** Whether it fits everything. */
  boolean isAnything() {
    return parts.length == 1 && parts[0] == ANY_TEXT;
  }

  /** Whether it fits nothing but {@link #prefix()}. */
  boolean isLiteral() {
    for (int part : parts) {
      if (part < 0) {
        return false;
      }
    }
    return true;
  }

  /** What everything that fits starts with. */
  String prefix() {
    return prefix;
  }

  /** Whether everything that starts with {@link #prefix()} fits. */
  boolean isPrefix() {
    return parts.length > 0
        && parts[parts.length - 1] == ANY_TEXT
        && prefix.codePointCount(0, prefix.length()) == parts.length - 1;
  }

  /** What everything that fits contains, {@link #prefix()} included. */
  List<String> fragments() {
    return fragments;
  }

  boolean fits(String text) {
    return infix == null ? fitsParts(text) : text.contains(infix);
  }

  private boolean fitsParts(String text) {
    int at = 0;
    int part = 0;
    int star = -1;
    int behindStar = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (part < parts.length && parts[part] == ANY_TEXT) {
        star = part++;
        behindStar = at;
      } else if (part < parts.length && (parts[part] == ANY_CHARACTER || parts[part] == c)) {
        part++;
        at += Character.charCount(c);
      } else if (star >= 0) {
        // Only the last star can take more: what an earlier one took already led to the later one.
        behindStar += Character.charCount(text.codePointAt(behindStar));
        at = behindStar;
        part = star + 1;
      } else {
        return false;
      }
    }
    return part == parts.length || (part == parts.length - 1 && parts[part] == ANY_TEXT);
  }
}
