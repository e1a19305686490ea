package io.stackstate.stackpacks.provision;

import io.stackstate.stackpacks.archive.SemVer;
import io.stackstate.stackpacks.archive.StackPackArchive;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Which StackPacks must be installed before another one (topology sheet, 7.4). */
final class Dependencies {
  private static final int MAX_DEPTH = 16;

  private final PackLibrary library;
  private final Function<String, Optional<SemVer>> installed;

  /**
   * @param installed the version of a pack that has instances
   */
  Dependencies(PackLibrary library, Function<String, Optional<SemVer>> installed) {
    this.library = library;
    this.installed = installed;
  }

  /** The packs to install first, in order, without the pack itself. */
  Map<String, StackPackArchive> missing(StackPackArchive archive) throws StackPackException {
    Map<String, StackPackArchive> missing = new LinkedHashMap<>();
    collect(archive, missing, 0);
    return missing;
  }

  /** Whether everything that the pack depends on is installed or can be. */
  boolean canBeMet(StackPackArchive archive) {
    return archive.manifest().dependencies().entrySet().stream()
        .allMatch(
            wanted ->
                installed
                    .apply(wanted.getKey())
                    .map(version -> version.satisfies(wanted.getValue()))
                    .orElseGet(
                        () -> library.satisfying(wanted.getKey(), wanted.getValue()).isPresent()));
  }

  private void collect(StackPackArchive archive, Map<String, StackPackArchive> missing, int depth)
      throws StackPackException {
    String pack = archive.manifest().name();
    if (depth > MAX_DEPTH) {
      throw StackPackException.rejected(pack + ": its dependencies depend on each other");
    }
    for (Map.Entry<String, SemVer> wanted : archive.manifest().dependencies().entrySet()) {
      String name = wanted.getKey();
      Optional<SemVer> present = installed.apply(name);
      if (present.isPresent()) {
        if (!present.get().satisfies(wanted.getValue())) {
          throw StackPackException.rejected(
              "%s needs %s %s; %s is installed"
                  .formatted(pack, name, range(wanted.getValue()), present.get()));
        }
        continue;
      }
      StackPackArchive found =
          library
              .satisfying(name, wanted.getValue())
              .orElseThrow(
                  () ->
                      StackPackException.rejected(
                          "%s needs %s %s, which is not available"
                              .formatted(pack, name, range(wanted.getValue()))));
      collect(found, missing, depth + 1);
      missing.putIfAbsent(name, found);
    }
  }

  private static String range(SemVer wanted) {
    return wanted + " or later, below " + (wanted.major() + 1) + ".0.0";
  }
}
