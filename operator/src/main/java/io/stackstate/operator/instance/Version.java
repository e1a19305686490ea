package io.stackstate.operator.instance;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A semantic version.
 *
 * @param pre what follows the dash; empty for a release, which is newer than all before it
 */
record Version(int major, int minor, int patch, String pre) {
  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})(?:-(.+))?");
  private static final Comparator<Version> ORDER =
      Comparator.comparingInt(Version::major)
          .thenComparingInt(Version::minor)
          .thenComparingInt(Version::patch)
          .thenComparing(version -> version.pre().isEmpty())
          .thenComparing(Version::pre);

  /**
   * @throws IllegalArgumentException with what was found and what was expected
   */
  static Version of(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "version: found \"" + text + "\", expected 1.2.3 or 1.2.3-x");
    }
    return new Version(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        Integer.parseInt(matcher.group(3)),
        matcher.group(4) == null ? "" : matcher.group(4));
  }

  boolean isOlderThan(Version other) {
    return ORDER.compare(this, other) < 0;
  }

  /** True when major or minor are newer: patches of one line understand each other. */
  boolean isNewerLineThan(Version other) {
    return major > other.major || major == other.major && minor > other.minor;
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch + (pre.isEmpty() ? "" : "-" + pre);
  }
}
