package io.stackstate.stackpacks.archive;

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
 * Packages a StackPack's source as {@code .sts}: the same source always gives the same bytes. The
 * source is a directory with {@code stackpack.conf}, or a project with it in {@code
 * src/main/stackpack}; the version comes from {@code version.sbt} where the manifest has none.
 */
public final class StackPackBuilder {
  private static final String PROJECT_SOURCE = "src/main/stackpack";
  private static final Pattern SBT_VERSION =
      Pattern.compile("lastReleasedStackPackVersion\\s*:=\\s*\"([^\"]+)\"");

  private StackPackBuilder() {}

  /**
   * @param version overrides what the source says; null = as the source says
   */
  public static byte[] build(Path source, SemVer version) throws IOException, ArchiveException {
    Path root =
        Files.isDirectory(source.resolve(PROJECT_SOURCE)) ? source.resolve(PROJECT_SOURCE) : source;
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        files.put(root.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
      }
    }
    SemVer stated = version == null ? sbtVersion(source).orElse(null) : version;
    return build(files, stated);
  }

  /**
   * @param version appended to the manifest; null = the manifest has one
   */
  public static byte[] build(Map<String, byte[]> files, SemVer version)
      throws IOException, ArchiveException {
    Map<String, byte[]> packed = new TreeMap<>(files);
    byte[] conf = packed.get(ManifestReader.FILE);
    if (conf != null && version != null) {
      String text = new String(conf, StandardCharsets.UTF_8).stripTrailing();
      packed.put(
          ManifestReader.FILE,
          (text + "\nversion = \"" + version + "\"\n").getBytes(StandardCharsets.UTF_8));
    }
    StackPackArchive.of("", packed);
    return zip(packed);
  }

  private static Optional<SemVer> sbtVersion(Path project) throws IOException {
    Path file = project.resolve("version.sbt");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Matcher matcher = SBT_VERSION.matcher(Files.readString(file));
    return matcher.find() ? SemVer.find(matcher.group(1)) : Optional.empty();
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setLastModifiedTime(FileTime.fromMillis(0));
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }
}
