package io.stackstate.stackpacks.provision;

import io.stackstate.functions.script.ScriptException;
import io.stackstate.stackpacks.archive.SemVer;
import io.stackstate.stackpacks.archive.StackPackArchive;
import io.stackstate.stackpacks.settings.SettingsException;
import io.stackstate.stackpacks.stj.ImportOptions.Strategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pieces of work on instances. Callers hold the lock of the settings' writer; each piece finds
 * its instance as it is then, so that one that was begun before a crash is simply done again.
 */
final class Work {
  private static final Logger LOG = LoggerFactory.getLogger(Work.class);

  private final StackPackPorts ports;
  private final PackLibrary library;
  private final Instances instances;
  private final Dependencies dependencies;
  private final Executor later;
  private final Provisioner provisioner;
  private final Map<Long, List<DataArrivals.Subscription>> subscriptions = new HashMap<>();

  /**
   * @param later runs a piece of work on another thread, under the same lock
   */
  Work(
      StackPackPorts ports,
      PackLibrary library,
      Instances instances,
      Dependencies dependencies,
      Executor later) {
    this.ports = ports;
    this.library = library;
    this.instances = instances;
    this.dependencies = dependencies;
    this.later = later;
    this.provisioner =
        new Provisioner(
            ports.functions(), ports.server(), new Passwords(ports.secrets()), ports.clock());
  }

  /** Takes up an instance after a restart. */
  void resume(long id) {
    instances
        .find(id)
        .ifPresent(
            instance -> {
              switch (instance.status()) {
                case PROVISIONING -> resumeProvisioning(instance);
                case WAITING_FOR_DATA -> await(instance);
                case DEPROVISIONING -> remove(id);
                case INSTALLED, ERROR -> LOG.debug("{}: nothing to take up", instance);
              }
            });
  }

  private void resumeProvisioning(PackInstance instance) {
    if (instance.previous() == null) {
      install(instance.id());
      return;
    }
    try {
      upgrade(archive(instance), instance.unlocked());
    } catch (StackPackException e) {
      fail(instance, e);
    }
  }

  void install(long id) {
    PackInstance instance = instances.find(id).orElse(null);
    if (instance == null || instance.status() != Status.PROVISIONING) {
      return;
    }
    List<PackInstance> added = new ArrayList<>();
    try {
      StagedSettings staged = new StagedSettings(ports.settings());
      StackPackArchive archive = archive(instance);
      for (StackPackArchive needed : dependencies.missing(archive).values()) {
        added.add(installDependency(needed, Map.of(), staged, instance, added));
      }
      boolean first = instances.of(instance.pack()).stream().noneMatch(other -> other.id() != id);
      provisioner.install(work(archive, instance, staged, added), first);
      staged.store();
    } catch (Exception e) {
      fail(instance, e);
      return;
    }
    added.forEach(this::imported);
    imported(instance);
  }

  private PackInstance installDependency(
      StackPackArchive archive,
      Map<String, String> config,
      StagedSettings staged,
      PackInstance dependent,
      List<PackInstance> added)
      throws Exception {
    long id = instances.nextId() + added.size();
    PackInstance instance =
        instances.create(
            id,
            dependencyId(archive, dependent),
            archive.manifest(),
            Inputs.complete(archive.manifest(), config),
            dependent.unlocked());
    provisioner.install(work(archive, instance, staged, added), true);
    return instance;
  }

  /** The same when the work is done again after a crash. */
  private static String dependencyId(StackPackArchive archive, PackInstance dependent) {
    byte[] seed =
        (dependent.uuid() + "/" + archive.manifest().name())
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return java.util.UUID.nameUUIDFromBytes(seed).toString();
  }

  private Provisioner.Work work(
      StackPackArchive archive,
      PackInstance instance,
      StagedSettings staged,
      List<PackInstance> added) {
    return new Provisioner.Work(
        archive,
        instance,
        staged,
        (pack, parameters) -> {
          StackPackArchive wanted =
              library
                  .latest(pack)
                  .orElseThrow(
                      () -> StackPackException.notFound("there is no StackPack \"" + pack + "\""));
          boolean present =
              instances.version(pack).isPresent()
                  || added.stream().anyMatch(other -> other.pack().equals(pack));
          if (!present) {
            Map<String, String> config = new HashMap<>();
            parameters.forEach((name, value) -> config.put(name, String.valueOf(value)));
            added.add(installDependency(wanted, config, staged, instance, added));
          }
        });
  }

  void upgrade(StackPackArchive next, Strategy unlocked) throws StackPackException {
    String pack = next.manifest().name();
    List<PackInstance> before = instances.of(pack);
    List<PackInstance> added = new ArrayList<>();
    long now = ports.clock().millis();
    try {
      StagedSettings staged = new StagedSettings(ports.settings());
      for (PackInstance instance : before) {
        stopWaiting(instance.id());
        instances.put(upgrading(instance, next.manifest().version(), unlocked, now));
      }
      for (StackPackArchive needed : dependencies.missing(next).values()) {
        added.add(installDependency(needed, Map.of(), staged, before.get(0), added));
      }
      for (PackInstance instance : instances.of(pack)) {
        provisioner.upgrade(work(next, instance, staged, added), instance.previous());
      }
      staged.store();
    } catch (Exception e) {
      LOG.warn("{}: upgrade to {} failed: {}", pack, next.manifest().version(), reason(e));
      before.forEach(this::restore);
      throw StackPackException.rejected(pack + ": not upgraded: " + reason(e));
    }
    added.forEach(this::imported);
    instances.of(pack).forEach(this::imported);
  }

  void reconfigure(PackInstance before, Map<String, String> config, Strategy unlocked)
      throws StackPackException {
    List<PackInstance> added = new ArrayList<>();
    PackInstance changed = before.reconfigured(config, unlocked, ports.clock().millis());
    try {
      StagedSettings staged = new StagedSettings(ports.settings());
      stopWaiting(before.id());
      instances.put(changed);
      provisioner.upgrade(work(archive(before), changed, staged, added), before.version());
      staged.store();
    } catch (Exception e) {
      LOG.warn("{}: not configured anew: {}", before, reason(e));
      restore(before);
      throw StackPackException.rejected(before.pack() + ": not configured anew: " + reason(e));
    }
    added.forEach(this::imported);
    imported(changed);
  }

  /** An instance whose upgrade was interrupted knows already where it comes from. */
  private static PackInstance upgrading(
      PackInstance instance, SemVer next, Strategy unlocked, long now) {
    return instance.previous() == null
        ? Lifecycle.upgrading(instance, next, now).withUnlocked(unlocked)
        : instance;
  }

  private void restore(PackInstance before) {
    instances.put(before);
    if (before.status() == Status.WAITING_FOR_DATA) {
      await(before);
    }
  }

  void remove(long id) {
    PackInstance instance = instances.find(id).orElse(null);
    if (instance == null || instance.status() != Status.DEPROVISIONING) {
      return;
    }
    stopWaiting(id);
    boolean last = instances.of(instance.pack()).stream().noneMatch(other -> other.id() != id);
    try {
      StagedSettings staged = new StagedSettings(ports.settings());
      StackPackArchive archive = library.get(instance.pack(), instance.version()).orElse(null);
      provisioner.remove(
          work(archive, instance, staged, new ArrayList<>()),
          last,
          archive != null && wasInstalled(instance));
      staged.store();
    } catch (Exception e) {
      fail(instance, e);
      return;
    }
    instances.delete(id);
  }

  /** Where a pack left no node, its script has nothing to undo. */
  private boolean wasInstalled(PackInstance instance) {
    String namespace = ProvisioningRun.owner(instance.pack());
    return ports.settings().all().stream()
        .anyMatch(
            node ->
                node.namespace() != null && (node.namespace() + ":").startsWith(namespace + ":"));
  }

  void complete(PackInstance instance) {
    stopWaiting(instance.id());
    instances.put(Lifecycle.completed(instance, ports.clock().millis()));
  }

  /** The packs with instances that depend on the pack. */
  List<String> dependents(String pack) {
    return instances.all().stream()
        .map(PackInstance::pack)
        .distinct()
        .filter(
            other ->
                instances
                    .version(other)
                    .flatMap(version -> library.get(other, version))
                    .filter(archive -> archive.manifest().dependencies().containsKey(pack))
                    .isPresent())
        .toList();
  }

  void close() {
    List.copyOf(subscriptions.keySet()).forEach(this::stopWaiting);
  }

  private void imported(PackInstance instance) {
    PackInstance waiting = Lifecycle.imported(instance, ports.clock().millis());
    instances.put(waiting);
    await(waiting);
  }

  private void await(PackInstance instance) {
    try {
      Provisioner.Wait wait =
          provisioner.waitingForData(
              work(
                  archive(instance),
                  instance,
                  new StagedSettings(ports.settings()),
                  new ArrayList<>()));
      if (wait.isComplete()) {
        complete(instance);
        return;
      }
      for (String topic : wait.topics()) {
        DataArrivals.Subscription subscription =
            ports
                .arrivals()
                .subscribe(
                    topic,
                    instance.sinceMillis(),
                    () -> later.execute(() -> arrived(instance.id(), topic, wait)));
        subscriptions.computeIfAbsent(instance.id(), id -> new ArrayList<>()).add(subscription);
      }
    } catch (Exception e) {
      fail(instance, e);
    }
  }

  private void arrived(long id, String topic, Provisioner.Wait wait) {
    PackInstance instance = instances.find(id).orElse(null);
    if (instance == null || instance.status() != Status.WAITING_FOR_DATA) {
      return;
    }
    try {
      wait.arrived(topic);
      if (wait.isComplete()) {
        complete(instance);
      }
    } catch (Exception e) {
      stopWaiting(id);
      fail(instance, e);
    }
  }

  private void stopWaiting(long id) {
    List<DataArrivals.Subscription> open = subscriptions.remove(id);
    if (open != null) {
      open.forEach(DataArrivals.Subscription::close);
    }
  }

  private StackPackArchive archive(PackInstance instance) throws StackPackException {
    return library
        .get(instance.pack(), instance.version())
        .orElseThrow(
            () ->
                StackPackException.notFound(
                    instance.pack() + " " + instance.version() + " is not available"));
  }

  private void fail(PackInstance instance, Exception problem) {
    LOG.warn("{}: {}", instance, reason(problem));
    boolean ours =
        problem instanceof SettingsException
            || problem instanceof ScriptException
            || problem instanceof ProvisioningFailure
            || problem instanceof StackPackException;
    if (!ours) {
      LOG.error("{}: unexpected", instance, problem);
    }
    instances.put(Lifecycle.failed(instance, !ours, reason(problem), ports.clock().millis()));
  }

  private static String reason(Exception problem) {
    return problem.getMessage() == null ? problem.toString() : problem.getMessage();
  }
}
