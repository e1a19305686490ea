package io.stackstate.api.settings;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The topic on which settings are made known to the services that execute them. */
public interface SettingsTopic {

  /** What stands on it: values by key, without those that were taken back. */
  Map<String, byte[]> read() throws IOException, InterruptedException;

  /**
   * Publishes in this order; null values take back. Returns when all is replicated; {@link
   * IOException} when it is not known to be.
   */
  void publish(LinkedHashMap<String, byte[]> values) throws IOException, InterruptedException;
}
