package io.stackstate.operator.content;

import io.stackstate.operator.status.Verdict;

/** Which versions of a StackPack lead to which (topology sheet, section 7.7). */
final class PackVersions {
  private PackVersions() {}

  /**
   * @throws ContentException when the one cannot be upgraded to the other
   */
  static void requireUpgrade(String pack, String installed, String wanted) throws ContentException {
    int[] from = numbers(installed);
    int[] to = numbers(wanted);
    if (from[0] == to[0] && compare(from, to) <= 0) {
      return;
    }
    String why =
        from[0] == to[0]
            ? "an instance cannot go back to an earlier version"
            : "another major version is no upgrade";
    throw new ContentException(
        Verdict.stalled(
            "VersionConflict",
            "%s %s is installed, and %s is asked for: %s; delete this resource and create it again"
                .formatted(pack, installed, wanted, why)));
  }

  private static int compare(int[] a, int[] b) {
    for (int i = 0; i < 3; i++) {
      if (a[i] != b[i]) {
        return Integer.compare(a[i], b[i]);
      }
    }
    return 0;
  }

  private static int[] numbers(String version) {
    String[] parts = version.split("[-+]", 2)[0].split("\\.");
    int[] numbers = new int[3];
    for (int i = 0; i < 3 && i < parts.length; i++) {
      numbers[i] = parts[i].matches("\\d{1,9}") ? Integer.parseInt(parts[i]) : 0;
    }
    return numbers;
  }
}
