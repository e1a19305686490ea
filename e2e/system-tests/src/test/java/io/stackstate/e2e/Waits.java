package io.stackstate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/** Waits for what a platform shows in the end. */
final class Waits {
  private Waits() {}

  /** The Service follows the readiness of its pods with a delay. */
  static void untilServed(Platform platform) {
    await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> platform.status("/readiness") == 200);
  }

  /** Fails unless all of {@code names} can be queried within two minutes. */
  static void untilFound(Platform platform, String stql, Set<String> names) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(() -> assertThat(platform.components(stql)).containsAll(names));
  }
}
