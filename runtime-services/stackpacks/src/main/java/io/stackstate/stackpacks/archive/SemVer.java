package io.stackstate.stackpacks.archive;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of a StackPack. Versions of one major are compatible with each other (topology sheet,
 * 7.2). Ordered as semver.org orders them.
 *
 * @param suffix of a pre-release, without its hyphen; empty for a release
 */
public record SemVer(int major, int minor, int patch, String suffix) implements Comparable<SemVer> {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{1,9})\\.(\\d{1,9})(?:\\.(\\d{1,9}))?(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?");
  private static final Comparator<SemVer> NUMBERS =
      Comparator.comparingInt(SemVer::major)
          .thenComparingInt(SemVer::minor)
          .thenComparingInt(SemVer::patch);

  /** Empty when the text is no version. */
  public static Optional<SemVer> find(String text) {
    Matcher matcher = FORM.matcher(text.trim());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String patch = matcher.group(3);
    String suffix = matcher.group(4);
    return Optional.of(
        new SemVer(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            patch == null ? 0 : Integer.parseInt(patch),
            suffix == null ? "" : suffix));
  }

  /**
   * @throws IllegalArgumentException when the text is no version
   */
  public static SemVer parse(String text) {
    return find(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "found \"" + text + "\", expected a version like 1.2.3"));
  }

  /** Whether this version does for who asks for at least {@code wanted}. */
  public boolean satisfies(SemVer wanted) {
    return major == wanted.major && compareTo(wanted) >= 0;
  }

  @Override
  public int compareTo(SemVer other) {
    int numbers = NUMBERS.compare(this, other);
    return numbers != 0 ? numbers : compareSuffixes(suffix, other.suffix);
  }

  private static int compareSuffixes(String left, String right) {
    if (left.isEmpty() || right.isEmpty()) {
      return Boolean.compare(left.isEmpty(), right.isEmpty());
    }
    String[] a = left.split("\\.");
    String[] b = right.split("\\.");
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      int compared = compareParts(a[i], b[i]);
      if (compared != 0) {
        return compared;
      }
    }
    return Integer.compare(a.length, b.length);
  }

  private static int compareParts(String left, String right) {
    boolean leftNumber = left.matches("\\d{1,18}");
    boolean rightNumber = right.matches("\\d{1,18}");
    if (leftNumber && rightNumber) {
      return Long.compare(Long.parseLong(left), Long.parseLong(right));
    }
    return leftNumber == rightNumber ? left.compareTo(right) : leftNumber ? -1 : 1;
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch + (suffix.isEmpty() ? "" : "-" + suffix);
  }
}
