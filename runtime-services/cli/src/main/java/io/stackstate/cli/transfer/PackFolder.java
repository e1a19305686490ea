package io.stackstate.cli.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The source of a StackPack: a folder with {@code stackpack.conf}, or a project that has it in
 * {@code src/main/stackpack} (topology sheet, 7.1). The same source always gives the same archive.
 */
public final class PackFolder {
  private static final String MANIFEST = "stackpack.conf";
  private static final String PROJECT_SOURCE = "src/main/stackpack";
  private static final Pattern NAME = field("name");
  private static final Pattern VERSION = field("version");
  private static final Pattern SBT_VERSION =
      Pattern.compile("lastReleasedStackPackVersion\\s*:=\\s*\"([^\"]+)\"");

  private final Map<String, byte[]> files = new TreeMap<>();
  private final String manifest;
  private final Optional<String> sbtVersion;

  /**
   * @throws IOException saying what cannot be read
   */
  public PackFolder(Path folder) throws IOException {
    Path project = folder.resolve(PROJECT_SOURCE);
    Path root = Files.isDirectory(project) ? project : folder;
    if (!Files.isRegularFile(root.resolve(MANIFEST))) {
      throw new IOException("there is no " + MANIFEST);
    }
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        files.put(root.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
      }
    }
    manifest = new String(files.get(MANIFEST), StandardCharsets.UTF_8);
    Path sbt = folder.resolve("version.sbt");
    sbtVersion =
        Files.isRegularFile(sbt) ? first(SBT_VERSION, Files.readString(sbt)) : Optional.empty();
  }

  /** As the manifest says; empty when it does not. */
  public Optional<String> name() {
    return first(NAME, manifest);
  }

  /** As the manifest says, else the project. */
  public Optional<String> version() {
    return first(VERSION, manifest).or(() -> sbtVersion);
  }

  /** The archive of a version, which replaces what the manifest says. */
  public byte[] archive(String version) throws IOException {
    String dated = VERSION.matcher(manifest).replaceAll("").stripTrailing();
    Map<String, byte[]> packed = new TreeMap<>(files);
    packed.put(
        MANIFEST, (dated + "\nversion = \"" + version + "\"\n").getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : packed.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setLastModifiedTime(FileTime.fromMillis(0));
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  /** A field on a line of its own at the beginning of the line, not one of a nested object. */
  private static Pattern field(String name) {
    return Pattern.compile("(?m)^\"?" + name + "\"?\\s*[:=]\\s*\"?([^\"\\s,]+)\"?\\s*,?\\s*$");
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
