package io.stackstate.operator.folder;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Suggests the name that somebody probably meant. */
final class Closest {
  private static final int FARTHEST = 3;

  private Closest() {}

  /** {@code did you mean instanceUrl?}, or the names that there are. */
  static String hint(String found, JsonNode properties) {
    List<String> names = new ArrayList<>();
    properties.fieldNames().forEachRemaining(names::add);
    return hint(found, names);
  }

  static String hint(String found, List<String> names) {
    String best = null;
    int shortest = FARTHEST + 1;
    for (String name : names) {
      int distance = distance(found.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (distance < shortest) {
        shortest = distance;
        best = name;
      }
    }
    if (best != null) {
      return "did you mean " + best + "?";
    }
    return "expected one of " + String.join(", ", names);
  }

  /** Levenshtein's, with one row of memory. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
