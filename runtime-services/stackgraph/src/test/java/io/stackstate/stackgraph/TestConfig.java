package io.stackstate.stackgraph;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

/** The defaults with some of {@code stackstate.stackgraph} changed. */
final class TestConfig {
  private TestConfig() {}

  /** Time slices and pieces so small that a test has many of them; nothing expires. */
  static Config smallSlices() {
    return smallSlices(Long.MAX_VALUE / 2);
  }

  static Config smallSlices(long windowMillis) {
    return of(
        "retentionWindowMs = "
            + windowMillis
            + ", history { sliceChanges = 200, chunkBytes = 4000 }");
  }

  /** One time slice with pieces so small that a test has many runs in it. */
  static Config manyRuns() {
    return of("history { sliceChanges = 100000, chunkBytes = 100 }");
  }

  static Config of(String section) {
    return ConfigFactory.parseString("stackstate.stackgraph { " + section + " }")
        .withFallback(ConfigFactory.load());
  }
}
