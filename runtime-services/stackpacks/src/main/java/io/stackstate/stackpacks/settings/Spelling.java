package io.stackstate.stackpacks.settings;

/** How far two words are apart, for "did you mean". */
final class Spelling {
  private static final int MAX = 64;

  private Spelling() {}

  /** Insertions, deletions and replacements of characters, case ignored. */
  static int distance(String left, String right) {
    String a = left.substring(0, Math.min(MAX, left.length())).toLowerCase(java.util.Locale.ROOT);
    String b = right.substring(0, Math.min(MAX, right.length())).toLowerCase(java.util.Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
