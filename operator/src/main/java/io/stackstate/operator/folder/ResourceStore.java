package io.stackstate.operator.folder;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The resources, in memory and in the state file. One thread writes, any may read: each change
 * makes a new map.
 */
final class ResourceStore {
  private final StateFile file;
  private volatile SortedMap<ResourceKey, Stored> resources = new TreeMap<>();
  private long version;

  ResourceStore(StateFile file) {
    this.file = file;
  }

  void load() throws IOException {
    resources = file.load();
    for (Stored stored : resources.values()) {
      JsonNode found = stored.resource().path("metadata").path("resourceVersion");
      version = Math.max(version, found.asLong());
    }
  }

  /** Never changed after it was handed out. */
  SortedMap<ResourceKey, Stored> resources() {
    return resources;
  }

  /**
   * @return the resources that now ask for something else than before
   */
  List<ResourceKey> replace(SortedMap<ResourceKey, Stored> wanted) throws IOException {
    List<ResourceKey> changed = new ArrayList<>();
    SortedMap<ResourceKey, Stored> after = new TreeMap<>();
    boolean moved = false;
    for (Map.Entry<ResourceKey, Stored> entry : wanted.entrySet()) {
      Stored before = resources.get(entry.getKey());
      Stored now = entry.getValue();
      if (before == null || !now.asksTheSameAs(before)) {
        changed.add(entry.getKey());
        now = now.withVersion(++version);
      }
      moved |= before != null && !before.source().equals(now.source());
      after.put(entry.getKey(), now);
    }
    if (!changed.isEmpty() || moved) {
      file.save(after);
      resources = after;
    }
    return changed;
  }

  void setStatus(ResourceKey key, JsonNode status) throws IOException {
    SortedMap<ResourceKey, Stored> after = new TreeMap<>(resources);
    after.computeIfPresent(key, (k, old) -> old.withStatus(status).withVersion(++version));
    file.save(after);
    resources = after;
  }

  void remove(ResourceKey key) throws IOException {
    SortedMap<ResourceKey, Stored> after = new TreeMap<>(resources);
    after.remove(key);
    file.save(after);
    resources = after;
  }
}
