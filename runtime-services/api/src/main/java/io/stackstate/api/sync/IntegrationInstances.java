package io.stackstate.api.sync;

import io.stackstate.model.settings.SyncProgram;
import io.stackstate.model.settings.SyncSettings;
import java.util.Optional;

/** The instances of a StackPack through which integrations run. Thread-safe. */
public interface IntegrationInstances {

  /** Integrations that run without one. */
  IntegrationInstances NONE =
      new IntegrationInstances() {
        @Override
        public void keep(SyncSettings integration) {
          // There is nothing to keep.
        }

        @Override
        public boolean release(SyncSettings integration) {
          return true;
        }

        @Override
        public Optional<SyncProgram> program(SyncSettings integration) {
          return Optional.empty();
        }

        @Override
        public String namespace(String identifier) {
          return "";
        }
      };

  /** Sees to it that there is one, with the values that the integration has now. */
  void keep(SyncSettings integration);

  /**
   * Sees to it that there is none.
   *
   * @return whether it is gone
   */
  boolean release(SyncSettings integration);

  /** What its settings nodes declare to be executed; empty while they are not there. */
  Optional<SyncProgram> program(SyncSettings integration);

  /** In which the settings nodes of an integration's instance are; empty for none. */
  String namespace(String identifier);
}
