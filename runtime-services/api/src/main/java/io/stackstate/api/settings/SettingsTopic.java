package io.stackstate.api.settings;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** The topic on which settings are made known to the services that execute them. */
public interface SettingsTopic {

  /** Visits all keys and values in their order; a null value takes back those before it. */
  void forEach(BiConsumer<String, byte[]> visitor) throws IOException, InterruptedException;

  /** What stands on it: values by key, without those that were taken back. */
  default Map<String, byte[]> read() throws IOException, InterruptedException {
    Map<String, byte[]> values = new HashMap<>();
    forEach(
        (key, value) -> {
          if (value == null) {
            values.remove(key);
          } else {
            values.put(key, value);
          }
        });
    return values;
  }

  /**
   * Publishes in this order; null values take back. Returns when all is replicated; {@link
   * IOException} when it is not known to be.
   */
  void publish(LinkedHashMap<String, byte[]> values) throws IOException, InterruptedException;
}
