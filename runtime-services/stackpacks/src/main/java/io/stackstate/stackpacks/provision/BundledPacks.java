package io.stackstate.stackpacks.provision;

import io.stackstate.stackpacks.archive.ArchiveException;
import io.stackstate.stackpacks.archive.StackPackArchive;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The packs that come with the server: {@code common} and {@code autosync}. */
public final class BundledPacks {
  private static final String ROOT = "/io/stackstate/stackpacks/packs/";

  private BundledPacks() {}

  public static List<StackPackArchive> all() {
    Map<String, Map<String, byte[]>> packs = new TreeMap<>();
    for (String path : new String(read("files.txt"), StandardCharsets.UTF_8).lines().toList()) {
      int slash = path.indexOf('/');
      packs
          .computeIfAbsent(path.substring(0, slash), name -> new TreeMap<>())
          .put(path.substring(slash + 1), read(path));
    }
    List<StackPackArchive> archives = new ArrayList<>();
    packs.forEach((name, files) -> archives.add(archive(name, files)));
    return archives;
  }

  private static StackPackArchive archive(String name, Map<String, byte[]> files) {
    try {
      return StackPackArchive.of(name, files);
    } catch (ArchiveException e) {
      throw new IllegalStateException("our own pack " + name + ": " + e.getMessage(), e);
    }
  }

  private static byte[] read(String path) {
    try (InputStream in = BundledPacks.class.getResourceAsStream(ROOT + path)) {
      if (in == null) {
        throw new IllegalStateException("there is no resource " + ROOT + path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
