package io.stackstate.stackpacks.provision;

import io.stackstate.stackpacks.archive.SemVer;
import io.stackstate.stackpacks.stj.ImportOptions.Strategy;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The instances of all packs. */
final class Instances {
  private final InstanceStore store;
  private final InstantSource clock;

  Instances(InstanceStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  List<PackInstance> all() {
    return store.all();
  }

  List<PackInstance> of(String pack) {
    return store.all().stream().filter(instance -> instance.pack().equals(pack)).toList();
  }

  Optional<PackInstance> find(long id) {
    return store.all().stream().filter(instance -> instance.id() == id).findFirst();
  }

  /** The version of a pack's instances: all of them have the same. */
  Optional<SemVer> version(String pack) {
    return of(pack).stream().map(PackInstance::version).findFirst();
  }

  PackInstance add(
      String uuid, String pack, SemVer version, Map<String, String> config, Strategy unlocked) {
    PackInstance instance = create(nextId(), uuid, pack, version, config, unlocked);
    store.put(instance);
    return instance;
  }

  PackInstance create(
      long id,
      String uuid,
      String pack,
      SemVer version,
      Map<String, String> config,
      Strategy unlocked) {
    long now = clock.millis();
    return new PackInstance(
        id, uuid, pack, version, null, Status.PROVISIONING, config, unlocked, null, now, now);
  }

  long nextId() {
    return store.all().stream().mapToLong(PackInstance::id).max().orElse(0) + 1;
  }

  void put(PackInstance instance) {
    store.put(instance);
  }

  void delete(long id) {
    store.delete(id);
  }
}
