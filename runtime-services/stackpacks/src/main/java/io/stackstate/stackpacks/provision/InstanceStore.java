package io.stackstate.stackpacks.provision;

import java.util.List;

/** Where instances are kept. Thread-safe; a write is durable when the method returns. */
public interface InstanceStore {
  /** Sorted by id. */
  List<PackInstance> all();

  /** Stores a new instance, or replaces the one with the same id. */
  void put(PackInstance instance);

  void delete(long id);
}
