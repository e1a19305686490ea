package io.stackstate.stackpacks.provision;

import io.stackstate.stackpacks.archive.SemVer;
import java.util.List;

/** Where uploaded archives are kept. Thread-safe; a write is durable when the method returns. */
public interface ArchiveStore {
  /** An archive with the name of the file it came from. */
  record Stored(String fileName, byte[] archive) {}

  List<Stored> all();

  /** Replaces an archive of the same name and version. */
  void put(String pack, SemVer version, Stored archive);
}
