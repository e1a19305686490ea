package io.stackstate.api.stackpacks;

import io.stackstate.model.ElementId;
import io.stackstate.stackgraph.SettingsNode;
import io.stackstate.stackgraph.SettingsStore;
import io.stackstate.stackpacks.provision.StackPackException;
import io.stackstate.stackpacks.provision.StackPacks;
import io.stackstate.stackpacks.stj.ImportOptions.Strategy;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Installs the pack that others build on, once: who uninstalls it does not get it back. */
final class FirstStart {
  private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);
  private static final String COMMON = "common";
  private static final String TYPE = SettingsStore.INTERNAL + "FirstStart";

  private FirstStart() {}

  static void complete(StackPacks packs, SettingsStore store, InstantSource clock) {
    long id = ElementId.of(TYPE, COMMON);
    if (store.get(id).isPresent()) {
      return;
    }
    try {
      if (packs.find(COMMON).filter(view -> view.instances().isEmpty()).isPresent()) {
        packs.install(COMMON, Map.of(), Strategy.FAIL);
      }
      store.put(new SettingsNode(id, TYPE, null, COMMON, "{}", clock.millis()));
    } catch (StackPackException e) {
      LOG.error("The StackPack {} is not installed: {}", COMMON, e.getMessage());
    }
  }
}
