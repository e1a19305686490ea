package io.stackstate.stackpacks.provision;

import io.stackstate.stackpacks.archive.ArchiveLimits;
import io.stackstate.stackpacks.archive.SemVer;
import io.stackstate.stackpacks.archive.StackPackArchive;
import io.stackstate.stackpacks.archive.StackPackBuilder;
import io.stackstate.stackpacks.settings.GroovyChecks;
import io.stackstate.stackpacks.settings.MemorySettings;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.stj.ImportOptions.Strategy;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/** A server in memory that does all work at once; it can be started again. */
final class PackServer {
  static final ServerConfig CONFIG = new ServerConfig("KEY", "http://receiver");

  final MemorySettings settings = new MemorySettings();
  final Map<Long, PackInstance> instances = new TreeMap<>();
  final Map<String, ArchiveStore.Stored> archives = new LinkedHashMap<>();
  final Map<String, List<Runnable>> waits = new LinkedHashMap<>();
  SecretBox secrets = SecretBox.of("0f".repeat(32));
  StackPacks packs;

  PackServer() {
    start();
  }

  /** Starts anew on what is stored, as after a crash. */
  void start() {
    waits.clear();
    packs =
        new StackPacks(
            new StackPackPorts(
                settings,
                new GroovyChecks(),
                archiveStore(),
                instanceStore(),
                this::subscribe,
                CONFIG,
                secrets,
                InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"))),
            new ReentrantLock(),
            Runnable::run);
    BundledPacks.all().forEach(packs::addBundled);
    packs.start();
  }

  /** A pack of the test resources, in a version. */
  static byte[] sts(String name, String version) throws Exception {
    return StackPackBuilder.build(directory(name), SemVer.parse(version));
  }

  static StackPackArchive archive(String name, String version) throws Exception {
    return StackPackArchive.read(name + ".sts", sts(name, version), ArchiveLimits.DEFAULT);
  }

  static Path directory(String name) throws IOException, URISyntaxException {
    return Path.of(PackServer.class.getResource("/packs/" + name).toURI());
  }

  PackInstance install(String name, String... config) throws StackPackException {
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < config.length; i += 2) {
      values.put(config[i], config[i + 1]);
    }
    return packs.install(name, values, Strategy.FAIL);
  }

  /** A message arrives on the topic. */
  void arrive(String topic) {
    List<Runnable> waiting = waits.getOrDefault(topic, List.of());
    List.copyOf(waiting).forEach(Runnable::run);
  }

  List<String> identifiers() {
    return settings.all().stream().map(Node::identifier).sorted().toList();
  }

  PackInstance instance(long id) {
    return instances.get(id);
  }

  private DataArrivals.Subscription subscribe(String topic, long since, Runnable onData) {
    waits.computeIfAbsent(topic, name -> new ArrayList<>()).add(onData);
    return () -> waits.get(topic).remove(onData);
  }

  private ArchiveStore archiveStore() {
    return new ArchiveStore() {
      @Override
      public List<Stored> all() {
        return List.copyOf(archives.values());
      }

      @Override
      public void put(String pack, SemVer version, Stored archive) {
        archives.put(pack + "-" + version, archive);
      }
    };
  }

  private InstanceStore instanceStore() {
    return new InstanceStore() {
      @Override
      public List<PackInstance> all() {
        return List.copyOf(instances.values());
      }

      @Override
      public void put(PackInstance instance) {
        instances.put(instance.id(), instance);
      }

      @Override
      public void delete(long id) {
        instances.remove(id);
      }
    };
  }
}
