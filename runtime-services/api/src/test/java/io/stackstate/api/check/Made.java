package io.stackstate.api.check;

import io.stackstate.api.settings.StackGraphSettings;
import io.stackstate.api.settings.TestSettings;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/** What people gave elements, on settings that last as long as the test. */
final class Made {
  private Made() {}

  static MadeTelemetry nothing() {
    return on(TestSettings.of());
  }

  static MadeTelemetry on(StackGraphSettings settings) {
    return new MadeTelemetry(settings, settings::at, new ReentrantLock(), InstantSource.system());
  }
}
