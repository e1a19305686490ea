package io.stackstate.api.check;

import io.stackstate.api.settings.StackGraphSettings;
import io.stackstate.api.settings.TestSettings;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Source;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** What agents and people gave elements, the latter on settings that last as long as the test. */
public final class Made {
  private Made() {}

  /** One with the id 9, of which an agent sent this. */
  public static Component component(String data) {
    return new Component(
        9,
        "c",
        "t",
        "l",
        "d",
        null,
        null,
        List.of("urn:c9"),
        null,
        null,
        data,
        List.of(new Source(7, "c9", null)));
  }

  static MadeTelemetry nothing() {
    return on(TestSettings.of());
  }

  static MadeTelemetry on(StackGraphSettings settings) {
    return new MadeTelemetry(settings, settings, new ReentrantLock(), InstantSource.system());
  }
}
