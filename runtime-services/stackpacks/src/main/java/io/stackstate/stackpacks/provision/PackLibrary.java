package io.stackstate.stackpacks.provision;

import io.stackstate.stackpacks.archive.SemVer;
import io.stackstate.stackpacks.archive.StackPackArchive;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The archives that can be installed, by name and version. Thread-safe. */
final class PackLibrary {
  private final Map<String, NavigableMap<SemVer, StackPackArchive>> packs =
      new ConcurrentSkipListMap<>();

  void add(StackPackArchive archive) {
    packs
        .computeIfAbsent(archive.manifest().name(), name -> new ConcurrentSkipListMap<>())
        .put(archive.manifest().version(), archive);
  }

  List<String> names() {
    return List.copyOf(packs.keySet());
  }

  Optional<StackPackArchive> get(String name, SemVer version) {
    return Optional.ofNullable(versions(name).get(version));
  }

  /** The highest version; releases come before pre-releases of a higher number only by number. */
  Optional<StackPackArchive> latest(String name) {
    NavigableMap<SemVer, StackPackArchive> versions = versions(name);
    return versions.isEmpty() ? Optional.empty() : Optional.of(versions.lastEntry().getValue());
  }

  /** The version to upgrade to: the highest of the same major; empty when it is the highest. */
  Optional<StackPackArchive> next(String name, SemVer version) {
    return versions(name).tailMap(version, false).descendingMap().values().stream()
        .filter(archive -> archive.manifest().version().satisfies(version))
        .findFirst();
  }

  /** The highest version that does for who asks for at least {@code wanted}. */
  Optional<StackPackArchive> satisfying(String name, SemVer wanted) {
    return versions(name).descendingMap().values().stream()
        .filter(archive -> archive.manifest().version().satisfies(wanted))
        .findFirst();
  }

  private NavigableMap<SemVer, StackPackArchive> versions(String name) {
    return packs.getOrDefault(name, new TreeMap<>());
  }
}
