package io.stackstate.synchronization.kafka;

import io.stackstate.model.Json;
import io.stackstate.model.settings.SettingsNodeName;
import io.stackstate.model.settings.SyncProgram;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.synchronization.external.Synchronizer;
import io.stackstate.synchronization.program.SettingsNodes;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies {@code sts_internal_settings}: {@code Sync} nodes go to the synchronizer, the names of
 * all others to where templates find them.
 */
final class SettingsFeed {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsFeed.class);

  private final Synchronizer synchronizer;
  private final SettingsNodes nodes;
  private final Set<Long> unreadable = new HashSet<>();

  SettingsFeed(Synchronizer synchronizer, SettingsNodes nodes) {
    this.synchronizer = synchronizer;
    this.nodes = nodes;
  }

  /** Synchronizations whose newest settings could not be understood; they are left alone. */
  Set<Long> unreadable() {
    return unreadable;
  }

  void accept(ConsumerRecord<byte[], byte[]> record) {
    Keys.Node key = Keys.node(record.key());
    if (key == null) {
      return;
    }
    if (key.type().equals(SyncSettings.NODE_TYPE)) {
      sync(key.id(), record.value());
    } else {
      node(key, record.value());
    }
  }

  private void node(Keys.Node key, byte[] value) {
    try {
      SettingsNodes.Effect effect = SettingsNodes.Effect.NONE;
      if (value == null) {
        effect = nodes.remove(key.type(), key.id());
      } else {
        SettingsNodeName node = Json.mapper().readValue(value, SettingsNodeName.class);
        if (node.id() != key.id() || node.name() == null || node.name().isBlank()) {
          LOG.debug("{} {} has no name that templates could use", key.type(), key.id());
        } else {
          effect = nodes.put(key.type(), node);
        }
      }
      switch (effect) {
        case RENAMED -> synchronizer.namesChanged();
        case REORDERED -> synchronizer.layersChanged();
        case NONE -> {}
      }
    } catch (IOException e) {
      LOG.warn("settings node {} {} is not valid: {}", key.type(), key.id(), e.getMessage());
    }
  }

  private void sync(long id, byte[] value) {
    unreadable.remove(id);
    if (value == null) {
      LOG.info("synchronization {} is removed", id);
      synchronizer.unconfigure(id);
      return;
    }
    try {
      SyncSettings settings = Json.mapper().readValue(value, SyncSettings.class);
      check(settings, id);
      synchronizer.configure(settings);
    } catch (IOException | IllegalArgumentException e) {
      LOG.error("settings of synchronization {} are not valid: {}", id, e.getMessage());
      unreadable.add(id);
    }
  }

  private static void check(SyncSettings settings, long id) {
    if (settings.id() != id) {
      throw new IllegalArgumentException("id: found " + settings.id() + ", expected " + id);
    }
    require("identifier", settings.identifier());
    require("name", settings.name());
    SyncProgram program = settings.program();
    if (program == null || program.topic() == null) {
      require("instanceType", settings.instanceType());
      require("instanceUrl", settings.instanceUrl());
    }
    Long expiry = settings.expiryMillis();
    if (expiry != null && expiry <= 0) {
      throw new IllegalArgumentException(
          "expireAfterMillis: found " + expiry + ", expected a positive number");
    }
  }

  private static void require(String field, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(field + ": missing, expected text");
    }
  }
}
