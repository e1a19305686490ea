package io.stackstate.api.stackpacks;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.ElementId;
import io.stackstate.model.Json;
import io.stackstate.stackgraph.SettingsNode;
import io.stackstate.stackgraph.SettingsStore;
import io.stackstate.stackpacks.provision.InstanceStore;
import io.stackstate.stackpacks.provision.PackInstance;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The instances of StackPacks in StackGraph, with sealed passwords; no endpoint shows these
 * records. All are in memory, too. Thread-safe.
 */
public final class GraphInstances implements InstanceStore {
  private static final String TYPE = SettingsStore.INTERNAL + "StackPackInstance";

  private final SettingsStore store;
  private final Map<Long, PackInstance> instances = new ConcurrentSkipListMap<>();

  public GraphInstances(SettingsStore store) {
    this.store = store;
    for (SettingsNode node : store.list(TYPE)) {
      PackInstance instance = read(node);
      instances.put(instance.id(), instance);
    }
  }

  @Override
  public List<PackInstance> all() {
    return List.copyOf(instances.values());
  }

  @Override
  public synchronized void put(PackInstance instance) {
    store.put(
        new SettingsNode(
            id(instance.id()),
            TYPE,
            null,
            instance.pack(),
            write(instance),
            instance.lastUpdateMillis()));
    instances.put(instance.id(), instance);
  }

  @Override
  public synchronized void delete(long id) {
    store.delete(id(id));
    instances.remove(id);
  }

  private static long id(long instance) {
    return ElementId.of(TYPE, Long.toString(instance));
  }

  private static PackInstance read(SettingsNode node) {
    try {
      return Json.mapper().readValue(node.json(), PackInstance.class);
    } catch (JsonProcessingException e) {
      // Without the cause: its text would show what stands in the record.
      throw new IllegalStateException("StackPack instance " + node.id() + " cannot be read");
    }
  }

  private static String write(PackInstance instance) {
    try {
      return Json.mapper().writeValueAsString(instance);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("instance " + instance + " cannot be written");
    }
  }
}
