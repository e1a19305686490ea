package io.stackstate.operator.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a folder that may hold resources: {@code *.yaml} and {@code *.yml}, not hidden. */
record FolderFiles(Path folder) {
  private static final long LARGEST = 10L << 20;

  /** What tells that a file changed; empty map when the folder is empty. */
  Map<Path, String> fingerprints() throws IOException {
    Map<Path, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(FolderFiles::mayHoldResources).toList()) {
        if (Files.isRegularFile(file)) {
          BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
          found.put(file, a.size() + " " + a.lastModifiedTime() + " " + a.fileKey());
        }
      }
    }
    return found;
  }

  List<FileContent> read(Iterable<Path> files, ResourceReader reader) {
    List<FileContent> contents = new ArrayList<>();
    for (Path file : files) {
      contents.add(read(file, reader));
    }
    return contents;
  }

  private FileContent read(Path file, ResourceReader reader) {
    String name = folder.relativize(file).toString();
    try {
      if (Files.size(file) > LARGEST) {
        return unreadable(name, "larger than 10 MiB, which no resource needs");
      }
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return reader.read(name, text);
    } catch (IOException e) {
      return unreadable(name, "cannot be read: " + e);
    }
  }

  private static FileContent unreadable(String name, String why) {
    return new FileContent(name, List.of(), Map.of(), List.of(name + ": " + why), List.of());
  }

  private static boolean mayHoldResources(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }
}
