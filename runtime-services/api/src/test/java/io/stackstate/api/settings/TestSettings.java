package io.stackstate.api.settings;

import io.stackstate.api.sync.MemorySettings;
import io.stackstate.stackpacks.settings.ChangeSet;
import io.stackstate.stackpacks.settings.Node;
import java.time.InstantSource;
import java.util.List;

/** Settings that last as long as the test. */
public final class TestSettings {
  private TestSettings() {}

  public static StackGraphSettings of(Node... nodes) {
    StackGraphSettings settings =
        new StackGraphSettings(new MemorySettings(), InstantSource.system());
    settings.commit(new ChangeSet(List.of(nodes), List.of()));
    return settings;
  }
}
