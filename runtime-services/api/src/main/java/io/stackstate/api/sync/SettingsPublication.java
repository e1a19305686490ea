package io.stackstate.api.sync;

import io.stackstate.model.settings.SyncSettings;
import java.io.IOException;

/** Where settings are made known to the services that execute them. */
public interface SettingsPublication {

  /** Returns when it is replicated; {@link IOException} when it is not known to be. */
  void publish(SyncSettings settings) throws IOException, InterruptedException;

  /** Tells that the synchronization with this node id is to be removed. */
  void retract(long id) throws IOException, InterruptedException;
}
