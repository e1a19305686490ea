package io.stackstate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;

/** Waits for what a platform shows in the end. */
final class Waits {
  private Waits() {}

  /** Fails unless all of {@code names} can be queried within two minutes. */
  static void untilFound(Platform platform, String stql, Set<String> names) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(platform.components(stql)).containsAll(names));
  }
}
