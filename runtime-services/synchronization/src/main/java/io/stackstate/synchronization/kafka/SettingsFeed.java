package io.stackstate.synchronization.kafka;

import io.stackstate.model.Json;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.synchronization.external.Synchronizer;
import java.io.IOException;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the {@code Sync} nodes of {@code sts_internal_settings} to the synchronizer. */
final class SettingsFeed {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsFeed.class);

  private final Synchronizer synchronizer;
  private final Set<Long> unreadable = new HashSet<>();

  SettingsFeed(Synchronizer synchronizer) {
    this.synchronizer = synchronizer;
  }

  /** Synchronizations whose newest settings could not be understood; they are left alone. */
  Set<Long> unreadable() {
    return unreadable;
  }

  void accept(ConsumerRecord<byte[], byte[]> record) {
    OptionalLong sync = Keys.sync(record.key());
    if (sync.isEmpty()) {
      return;
    }
    long id = sync.getAsLong();
    unreadable.remove(id);
    if (record.value() == null) {
      LOG.info("synchronization {} is removed", id);
      synchronizer.unconfigure(id);
      return;
    }
    try {
      SyncSettings settings = Json.mapper().readValue(record.value(), SyncSettings.class);
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
    require("instanceType", settings.instanceType());
    require("instanceUrl", settings.instanceUrl());
    Long expiry = settings.expireAfterMillis();
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
