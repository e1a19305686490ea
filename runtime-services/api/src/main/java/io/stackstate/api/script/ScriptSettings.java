package io.stackstate.api.script;

import com.typesafe.config.Config;
import io.stackstate.functions.worker.WorkerSettings;
import java.time.Duration;

/**
 * The section {@code stackstate.api.scripts}, and how the processes are that run scripts.
 *
 * @param usualTime how long a script may take that asks for no other time
 * @param mostTime what it may ask for at most; more is cut to this
 * @param baseUrl where people find the product; empty when it is not configured
 */
public record ScriptSettings(
    WorkerSettings workers, Duration usualTime, Duration mostTime, String baseUrl) {
  public ScriptSettings {
    if (usualTime.toMillis() < 1 || mostTime.compareTo(usualTime) < 0) {
      throw new IllegalArgumentException(
          "stackstate.api.scripts: found defaultTimeout %s, maxTimeout %s, expected the first above 0 and not above the second"
              .formatted(usualTime, mostTime));
    }
  }

  /** From the root of the configuration. */
  public static ScriptSettings read(Config root) {
    Config config = root.getConfig("stackstate.api.scripts");
    return new ScriptSettings(
        WorkerSettings.of(root),
        config.getDuration("defaultTimeout"),
        config.getDuration("maxTimeout"),
        config.getString("baseUrl").strip());
  }
}
