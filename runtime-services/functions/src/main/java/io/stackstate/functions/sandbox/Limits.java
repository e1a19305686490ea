package io.stackstate.functions.sandbox;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * What one run of a script may use up.
 *
 * @param time wall time from start to result
 * @param depth nested calls of methods and closures of the script
 * @param allocatedBytes bytes that the run may allocate on its thread in all, garbage included
 * @param length characters of one text, elements of one collection, and nodes of one nested value
 */
public record Limits(Duration time, int depth, long allocatedBytes, int length) {
  /** Values up to this length are not worth counting. */
  static final int MIN_LENGTH = 1024;

  private static final long MEBIBYTE = 1024 * 1024;

  /** For functions on the path of data: topology sheet section 6. */
  public static final Limits FUNCTION =
      new Limits(Duration.ofSeconds(1), 256, 256 * MEBIBYTE, 4_000_000);

  /** For scripts that a user waits for: query sheet section 5. */
  public static final Limits SCRIPT =
      new Limits(Duration.ofSeconds(15), 256, 1024 * MEBIBYTE, 4_000_000);

  public Limits {
    if (time.isZero() || time.isNegative()) {
      throw new IllegalArgumentException("time: found " + time + ", expected more than 0");
    }
    if (depth < 1 || allocatedBytes < 1 || length < MIN_LENGTH) {
      throw new IllegalArgumentException(
          "depth, allocatedBytes, length: found %d, %d, %d, expected at least 1, 1, %d"
              .formatted(depth, allocatedBytes, length, MIN_LENGTH));
    }
  }

  /** From {@code timeLimit}, {@code depthLimit}, {@code allocationLimit}, {@code lengthLimit}. */
  public static Limits of(Config section) {
    return new Limits(
        section.getDuration("timeLimit"),
        section.getInt("depthLimit"),
        section.getBytes("allocationLimit"),
        section.getInt("lengthLimit"));
  }

  public Limits withTime(Duration other) {
    return new Limits(other, depth, allocatedBytes, length);
  }
}
