package io.stackstate.stackpacks.provision;

import io.stackstate.stackpacks.archive.Manifest;
import io.stackstate.stackpacks.archive.SemVer;
import io.stackstate.stackpacks.stj.ImportOptions.Strategy;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The instances of all packs. */
final class Instances {
  private final InstanceStore store;
  private final Passwords passwords;
  private final InstantSource clock;

  Instances(InstanceStore store, Passwords passwords, InstantSource clock) {
    this.store = store;
    this.passwords = passwords;
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

  /**
   * @throws StackPackException when a password cannot be kept
   */
  PackInstance add(String uuid, Manifest manifest, Map<String, String> config, Strategy unlocked)
      throws StackPackException {
    PackInstance instance = create(nextId(), uuid, manifest, config, unlocked);
    store.put(instance);
    return instance;
  }

  /**
   * An instance that is not stored yet.
   *
   * @throws StackPackException when a password cannot be kept
   */
  PackInstance create(
      long id, String uuid, Manifest manifest, Map<String, String> config, Strategy unlocked)
      throws StackPackException {
    long now = clock.millis();
    return new PackInstance(
        id,
        uuid,
        manifest.name(),
        manifest.version(),
        null,
        Status.PROVISIONING,
        passwords.sealed(manifest, uuid, config),
        unlocked,
        null,
        now,
        now);
  }

  /**
   * Seals passwords that an earlier program stored as they were.
   *
   * @throws StackPackException when a password cannot be kept
   */
  void seal(PackInstance instance, Manifest manifest) throws StackPackException {
    Map<String, String> sealed = passwords.sealed(manifest, instance.uuid(), instance.config());
    if (!sealed.equals(instance.config())) {
      store.put(instance.withConfig(sealed));
    }
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
