package io.stackstate.api.check;

import io.stackstate.api.settings.StackGraphSettings;
import io.stackstate.api.sync.MemorySettings;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/** What people gave elements, on settings that last as long as the test. */
final class Made {
  private Made() {}

  static MadeTelemetry nothing() {
    return on(new StackGraphSettings(new MemorySettings(), InstantSource.system()));
  }

  static MadeTelemetry on(StackGraphSettings settings) {
    return new MadeTelemetry(settings, settings::at, new ReentrantLock(), InstantSource.system());
  }
}
