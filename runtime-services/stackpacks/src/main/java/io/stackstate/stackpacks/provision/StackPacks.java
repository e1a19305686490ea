package io.stackstate.stackpacks.provision;

import io.stackstate.stackpacks.archive.ArchiveException;
import io.stackstate.stackpacks.archive.ArchiveLimits;
import io.stackstate.stackpacks.archive.Manifest;
import io.stackstate.stackpacks.archive.SemVer;
import io.stackstate.stackpacks.archive.StackPackArchive;
import io.stackstate.stackpacks.settings.Node;
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
    this.instances =
        new Instances(ports.instances(), new Passwords(ports.secrets()), ports.clock());
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
      seal(instance);
      later(() -> work.resume(instance.id()));
    }
  }

  private void seal(PackInstance instance) {
    try {
      Optional<StackPackArchive> archive = library.get(instance.pack(), instance.version());
      if (archive.isPresent()) {
        instances.seal(instance, archive.get().manifest());
      }
    } catch (StackPackException e) {
      LOG.error("{}: {}", instance, e.getMessage());
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
    return install(name, InstallRequest.of(config, unlocked));
  }

  /** The instance with this uuid, whatever its status. */
  public Optional<PackInstance> instance(String uuid) {
    return instances.all().stream().filter(instance -> instance.uuid().equals(uuid)).findFirst();
  }

  /** The version that all instances of a pack have; empty when there is none. */
  public Optional<SemVer> installed(String name) {
    return instances.version(name);
  }

  /**
   * The same, with an identity that the caller chooses: an instance that is there already is
   * answered as it is.
   */
  public PackInstance install(String name, InstallRequest request) throws StackPackException {
    writer.lock();
    long id;
    try {
      StackPackArchive archive = require(name, request.version());
      Manifest manifest = archive.manifest();
      Map<String, String> values = Inputs.complete(manifest, request.config());
      instances.of(name).stream()
          .filter(PackInstance::neverInstalled)
          .filter(failed -> !manifest.isMultiConfig() || failed.uuid().equals(request.uuid()))
          .forEach(failed -> instances.delete(failed.id()));
      Optional<PackInstance> present =
          instances.of(name).stream().filter(i -> i.uuid().equals(request.uuid())).findFirst();
      if (present.isPresent()) {
        return present.get();
      }
      requireInstallable(manifest);
      dependencies.missing(archive);
      String uuid = request.uuid() == null ? UUID.randomUUID().toString() : request.uuid();
      id = instances.add(uuid, manifest, values, request.unlocked()).id();
    } finally {
      writer.unlock();
    }
    later(() -> work.install(id));
    return instances.find(id).orElseThrow();
  }

  private void requireInstallable(Manifest manifest) throws StackPackException {
    String name = manifest.name();
    if (!manifest.isMultiConfig() && !instances.of(name).isEmpty()) {
      throw StackPackException.rejected(name + ": is installed already; it has one instance");
    }
    if (manifest.releaseStatus() == Manifest.ReleaseStatus.BROKEN
        || manifest.releaseStatus() == Manifest.ReleaseStatus.COMING_SOON) {
      throw StackPackException.rejected(name + ": is " + manifest.releaseStatus());
    }
  }

  /**
   * Provisions an instance anew with other values of its inputs, in the version that it has: what
   * follows from the values changes, everything else stays. It waits for data again.
   *
   * @throws StackPackException when there is no such instance, an input is missing, or the
   *     provisioning failed; then everything is as it was before
   */
  public PackInstance reconfigure(
      String name, long id, Map<String, String> config, Strategy unlocked)
      throws StackPackException {
    writer.lock();
    try {
      PackInstance instance = requireInstance(name, id);
      Map<String, String> values = Inputs.complete(require(name).manifest(), config);
      work.reconfigure(instance, values, unlocked);
      return instances.find(id).orElseThrow();
    } finally {
      writer.unlock();
    }
  }

  /**
   * Upgrades all instances to the highest version of the same major; they wait for data again.
   *
   * @throws StackPackException when there is nothing to upgrade, or the upgrade failed; then
   *     everything is as it was before
   */
  public List<PackInstance> upgrade(String name, Strategy unlocked) throws StackPackException {
    return upgrade(name, null, unlocked);
  }

  /**
   * The same, to one version.
   *
   * @param wanted null = the highest
   */
  public List<PackInstance> upgrade(String name, SemVer wanted, Strategy unlocked)
      throws StackPackException {
    writer.lock();
    try {
      require(name);
      SemVer installed =
          instances
              .version(name)
              .orElseThrow(() -> StackPackException.rejected(name + ": is not installed"));
      StackPackArchive next =
          wanted == null ? next(name, installed) : next(name, installed, wanted);
      work.upgrade(next, unlocked);
      return instances.of(name);
    } finally {
      writer.unlock();
    }
  }

  private StackPackArchive next(String name, SemVer installed) throws StackPackException {
    return library
        .next(name, installed)
        .orElseThrow(
            () ->
                StackPackException.rejected(
                    name + ": there is no later version compatible with " + installed));
  }

  private StackPackArchive next(String name, SemVer installed, SemVer wanted)
      throws StackPackException {
    if (!wanted.satisfies(installed) || wanted.equals(installed)) {
      throw StackPackException.rejected(
          "%s: %s is installed, expected a later version of the same major, found %s"
              .formatted(name, installed, wanted));
    }
    return library
        .get(name, wanted)
        .orElseThrow(
            () -> StackPackException.notFound("there is no StackPack " + name + " " + wanted));
  }

  /**
   * Begins the removal of an instance with all that it brought; the last one takes along what the
   * instances shared.
   *
   * @throws StackPackException when there is no such instance, another pack needs it, or an event
   *     handler runs one of its functions
   */
  public void uninstall(String name, long id) throws StackPackException {
    writer.lock();
    try {
      PackInstance instance = requireInstance(name, id);
      List<String> dependents = work.dependents(name);
      if (instances.of(name).size() == 1 && !dependents.isEmpty()) {
        throw StackPackException.rejected(name + ": is needed by " + String.join(", ", dependents));
      }
      FunctionUse.requireNone(
          ports.settings(), instance, instances.of(instance.pack()).size() == 1);
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

  /** How many settings nodes there are of an instance: its own, and those that all share. */
  public NodeCount nodes(PackInstance instance) {
    String shared = ProvisioningRun.owner(instance.pack());
    String own = shared + ":instance:" + instance.uuid();
    long ofInstance = 0;
    long ofAll = 0;
    for (Node node : ports.settings().inNamespace(shared)) {
      ofInstance += own.equals(node.namespace()) ? 1 : 0;
      ofAll += shared.equals(node.namespace()) ? 1 : 0;
    }
    return new NodeCount(ofInstance, ofAll);
  }

  /** Settings nodes of one instance, and of all instances of its pack. */
  public record NodeCount(long own, long shared) {}

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

  private StackPackArchive require(String name, SemVer version) throws StackPackException {
    StackPackArchive present = require(name);
    if (version == null || version.equals(present.manifest().version())) {
      return present;
    }
    Optional<SemVer> installed = instances.version(name);
    if (installed.isPresent()) {
      throw StackPackException.rejected(
          "%s: found %s installed, which all its instances have, expected %s"
              .formatted(name, installed.get(), version));
    }
    return library
        .get(name, version)
        .orElseThrow(
            () -> StackPackException.notFound("there is no StackPack " + name + " " + version));
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
