package io.stackstate.stackpacks.provision;

import io.stackstate.stackpacks.archive.ArchiveException;
import io.stackstate.stackpacks.archive.ArchiveLimits;
import io.stackstate.stackpacks.archive.Manifest;
import io.stackstate.stackpacks.archive.SemVer;
import io.stackstate.stackpacks.archive.StackPackArchive;
import io.stackstate.stackpacks.stj.ImportOptions.Strategy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The StackPacks of a server: upload, list, install, upgrade, uninstall (topology sheet, 7). Every
 * piece of work is one transaction of the settings: it is done, or it changed nothing. Thread-safe.
 *
 * <p>Installing and uninstalling go on after the call, on the executor; upgrading is done when the
 * call returns. {@link #start} takes up what a crash interrupted.
 */
public final class StackPacks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StackPacks.class);

  private final PackLibrary library = new PackLibrary();
  private final StackPackPorts ports;
  private final Executor executor;
  private final ReentrantLock writer;
  private final Instances instances;
  private final Dependencies dependencies;
  private final Work work;

  /**
   * @param writer held while settings are planned and stored, shared by all who write them
   * @param executor runs the work that goes on after a call; one piece after the other is enough
   */
  public StackPacks(StackPackPorts ports, ReentrantLock writer, Executor executor) {
    this.ports = ports;
    this.writer = writer;
    this.executor = executor;
    this.instances = new Instances(ports.instances(), ports.clock());
    this.dependencies = new Dependencies(library, instances::version);
    this.work = new Work(ports, library, instances, dependencies, this::later);
  }

  /** Adds a pack that comes with the server; uploads of a higher version win. */
  public void addBundled(StackPackArchive archive) {
    library.add(archive);
  }

  /** Loads what was uploaded and takes up what was under way. Call once, after the bundled ones. */
  public void start() {
    for (ArchiveStore.Stored stored : ports.archives().all()) {
      try {
        library.add(
            StackPackArchive.read(stored.fileName(), stored.archive(), ArchiveLimits.DEFAULT));
      } catch (ArchiveException e) {
        LOG.error("StackPack {} is not available: {}", stored.fileName(), e.getMessage());
      }
    }
    for (PackInstance instance : instances.all()) {
      later(() -> work.resume(instance.id()));
    }
  }

  /**
   * Accepts an archive and keeps it.
   *
   * @throws ArchiveException saying everything that is wrong with it
   */
  public PackView upload(String fileName, byte[] bytes) throws ArchiveException {
    StackPackArchive archive = StackPackArchive.read(fileName, bytes, ArchiveLimits.DEFAULT);
    Manifest manifest = archive.manifest();
    writer.lock();
    try {
      ports
          .archives()
          .put(manifest.name(), manifest.version(), new ArchiveStore.Stored(fileName, bytes));
      library.add(archive);
      return view(archive);
    } finally {
      writer.unlock();
    }
  }

  /** All packs but hidden ones, by name. */
  public List<PackView> list() {
    return library.names().stream()
        .map(this::present)
        .flatMap(Optional::stream)
        .filter(
            archive ->
                archive.manifest().releaseStatus() != Manifest.ReleaseStatus.HIDDEN
                    || instances.version(archive.manifest().name()).isPresent())
        .map(this::view)
        .toList();
  }

  public Optional<PackView> find(String name) {
    return present(name).map(this::view);
  }

  /** A file of a pack's resources; {@code version} null = the one that {@link #find} shows. */
  public Optional<StackPackArchive.Resource> resource(String name, SemVer version, String path) {
    return (version == null ? present(name) : library.get(name, version))
        .flatMap(archive -> archive.resource(path));
  }

  /**
   * Begins the installation of an instance, and of the packs that it depends on. When the pack has
   * instances, the new one is of their version.
   *
   * @throws StackPackException when the pack or an input is missing, or it cannot be installed
   */
  public PackInstance install(String name, Map<String, String> config, Strategy unlocked)
      throws StackPackException {
    return install(name, null, UUID.randomUUID().toString(), config, unlocked);
  }

  /** The instance with this uuid, whatever its status. */
  public Optional<PackInstance> instance(String uuid) {
    return instances.all().stream().filter(instance -> instance.uuid().equals(uuid)).findFirst();
  }

  /**
   * As {@link #install(String, Map, Strategy)}, with a uuid of the caller's: who does the same
   * again finds by it what there is.
   *
   * @param version of the first instance; null for the highest
   */
  public PackInstance install(
      String name, SemVer version, String uuid, Map<String, String> config, Strategy unlocked)
      throws StackPackException {
    writer.lock();
    long id;
    try {
      StackPackArchive present = require(name);
      StackPackArchive archive =
          version == null || instances.version(name).isPresent()
              ? present
              : library.get(name, version).orElse(present);
      Manifest manifest = archive.manifest();
      Map<String, String> values = Inputs.complete(manifest, config);
      if (!manifest.isMultiConfig()) {
        instances.of(name).stream()
            .filter(PackInstance::neverInstalled)
            .forEach(failed -> instances.delete(failed.id()));
      }
      if (!manifest.isMultiConfig() && !instances.of(name).isEmpty()) {
        throw StackPackException.rejected(name + ": is installed already; it has one instance");
      }
      if (manifest.releaseStatus() == Manifest.ReleaseStatus.BROKEN
          || manifest.releaseStatus() == Manifest.ReleaseStatus.COMING_SOON) {
        throw StackPackException.rejected(name + ": is " + manifest.releaseStatus());
      }
      dependencies.missing(archive);
      id = instances.add(uuid, name, manifest.version(), values, unlocked).id();
    } finally {
      writer.unlock();
    }
    later(() -> work.install(id));
    return instances.find(id).orElseThrow();
  }

  /**
   * Upgrades all instances to the highest version of the same major; they wait for data again.
   *
   * @throws StackPackException when there is nothing to upgrade, or the upgrade failed; then
   *     everything is as it was before
   */
  public List<PackInstance> upgrade(String name, Strategy unlocked) throws StackPackException {
    writer.lock();
    try {
      require(name);
      SemVer installed =
          instances
              .version(name)
              .orElseThrow(() -> StackPackException.rejected(name + ": is not installed"));
      StackPackArchive next =
          library
              .next(name, installed)
              .orElseThrow(
                  () ->
                      StackPackException.rejected(
                          name + ": there is no later version compatible with " + installed));
      work.upgrade(next, unlocked);
      return instances.of(name);
    } finally {
      writer.unlock();
    }
  }

  /**
   * Begins the removal of an instance with all that it brought; the last one takes along what the
   * instances shared.
   *
   * @throws StackPackException when there is no such instance, or another pack needs it
   */
  public void uninstall(String name, long id) throws StackPackException {
    writer.lock();
    try {
      PackInstance instance = requireInstance(name, id);
      List<String> dependents = work.dependents(name);
      if (instances.of(name).size() == 1 && !dependents.isEmpty()) {
        throw StackPackException.rejected(name + ": is needed by " + String.join(", ", dependents));
      }
      instances.put(Lifecycle.removing(instance, ports.clock().millis()));
    } finally {
      writer.unlock();
    }
    later(() -> work.remove(id));
  }

  /**
   * Ends the wait of an instance whose pack cannot tell that it is complete.
   *
   * @throws StackPackException when there is no such instance, or it does not wait
   */
  public PackInstance confirmManualSteps(String name, long id) throws StackPackException {
    writer.lock();
    try {
      PackInstance instance = requireInstance(name, id);
      if (instance.status() != Status.WAITING_FOR_DATA) {
        throw StackPackException.rejected(
            "instance " + id + ": is " + instance.status() + ", expected WAITING_FOR_DATA");
      }
      work.complete(instance);
      return instances.find(id).orElseThrow();
    } finally {
      writer.unlock();
    }
  }

  /** Ends all waits; nothing changes, and {@link #start} of the next process takes them up. */
  @Override
  public void close() {
    work.close();
  }

  private void later(Runnable task) {
    executor.execute(
        () -> {
          writer.lock();
          try {
            task.run();
          } finally {
            writer.unlock();
          }
        });
  }

  private Optional<StackPackArchive> present(String name) {
    return instances
        .version(name)
        .flatMap(version -> library.get(name, version))
        .or(() -> library.latest(name));
  }

  private StackPackArchive require(String name) throws StackPackException {
    return present(name)
        .orElseThrow(() -> StackPackException.notFound("there is no StackPack \"" + name + "\""));
  }

  private PackInstance requireInstance(String name, long id) throws StackPackException {
    return instances
        .find(id)
        .filter(instance -> instance.pack().equals(name))
        .orElseThrow(() -> StackPackException.notFound(name + ": there is no instance " + id));
  }

  private PackView view(StackPackArchive archive) {
    Manifest manifest = archive.manifest();
    String name = manifest.name();
    List<PackInstance> own = instances.of(name);
    return new PackView(
        manifest,
        own,
        instances
            .version(name)
            .flatMap(version -> library.next(name, version))
            .map(StackPackArchive::manifest),
        library.latest(name).map(StackPackArchive::manifest).orElse(manifest),
        work.dependents(name).isEmpty(),
        dependencies.canBeMet(archive),
        archive.warnings());
  }
}
