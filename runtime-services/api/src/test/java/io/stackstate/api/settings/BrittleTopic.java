package io.stackstate.api.settings;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** A topic in memory that fails when it is told to, after a part of what it was given. */
final class BrittleTopic implements SettingsTopic {
  final Map<String, byte[]> values = new LinkedHashMap<>();
  int publications;

  /** How many values it takes before it fails; negative for all. */
  int takes = -1;

  boolean unreadable;

  @Override
  public void forEach(BiConsumer<String, byte[]> visitor) throws IOException {
    if (unreadable) {
      throw new IOException("no broker");
    }
    Map.copyOf(values).forEach(visitor);
  }

  @Override
  public void publish(LinkedHashMap<String, byte[]> changes) throws IOException {
    publications++;
    int taken = 0;
    for (Map.Entry<String, byte[]> change : changes.entrySet()) {
      if (takes >= 0 && taken++ >= takes) {
        throw new IOException("no broker");
      }
      if (change.getValue() == null) {
        values.remove(change.getKey());
      } else {
        values.put(change.getKey(), change.getValue());
      }
    }
  }
}
