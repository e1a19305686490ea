package io.stackstate.stackpacks.archive;

import io.stackstate.functions.template.TemplateFiles;
import io.stackstate.stackpacks.archive.Manifest.Provision;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A StackPack: its manifest, and its files in memory. Immutable; callers do not change bytes. */
public final class StackPackArchive {
  private static final String PROVISIONING = "provisioning/";
  private static final String RESOURCES = "resources/";

  private final Manifest manifest;
  private final Map<String, byte[]> files;

  private StackPackArchive(Manifest manifest, Map<String, byte[]> files) {
    this.manifest = manifest;
    this.files = new TreeMap<>(files);
  }

  /**
   * Reads a {@code .sts} file.
   *
   * @param fileName of the upload, for packs without a version in their manifest
   */
  public static StackPackArchive read(String fileName, byte[] archive, ArchiveLimits limits)
      throws ArchiveException {
    if (archive.length > limits.maxArchiveBytes()) {
      throw new ArchiveException(
          "the archive is larger than " + limits.maxArchiveBytes() + " bytes");
    }
    return of(fileName, ZipReader.read(new ByteArrayInputStream(archive), limits));
  }

  /** A StackPack of files by their path in the archive. */
  public static StackPackArchive of(String fileName, Map<String, byte[]> files)
      throws ArchiveException {
    byte[] conf = files.get(ManifestReader.FILE);
    if (conf == null) {
      throw new ArchiveException(
          files.containsKey("stackpack.yaml")
              ? "found stackpack.yaml: packs of the later format with "
                  + "OpenTelemetry mappings and dashboards are not supported, expected "
                  + ManifestReader.FILE
              : "there is no " + ManifestReader.FILE + " in the archive");
    }
    Manifest manifest = ManifestReader.read(new String(conf, StandardCharsets.UTF_8), fileName);
    List<String> problems = new ArrayList<>();
    for (String file : provisioned(manifest.provision())) {
      if (!files.containsKey(PROVISIONING + file)) {
        problems.add("provision: there is no file " + PROVISIONING + file + " in the archive");
      }
    }
    if (!problems.isEmpty()) {
      throw new ArchiveException(problems);
    }
    return new StackPackArchive(manifest, files);
  }

  private static List<String> provisioned(Provision provision) {
    if (provision instanceof Provision.Script script) {
      return List.of(script.className() + ".groovy");
    }
    Provision.Templates templates = (Provision.Templates) provision;
    return java.util.stream.Stream.of(templates.shared(), templates.instance())
        .filter(java.util.Objects::nonNull)
        .toList();
  }

  public Manifest manifest() {
    return manifest;
  }

  /** A file by its path in the archive. */
  public Optional<byte[]> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** What provisioning scripts and includes may read. */
  public TemplateFiles provisioning() {
    return path -> Optional.ofNullable(files.get(PROVISIONING + path));
  }

  /** Every Groovy file on the script's class path, by its path inside {@code provisioning}. */
  public Map<String, String> classFiles() {
    Map<String, String> sources = new TreeMap<>();
    files.forEach(
        (path, bytes) -> {
          String inside =
              path.startsWith(PROVISIONING) ? path.substring(PROVISIONING.length()) : "";
          if (inside.endsWith(".groovy") && !inside.startsWith("scripts/")) {
            sources.put(inside, new String(bytes, StandardCharsets.UTF_8));
          }
        });
    return sources;
  }

  /** A file that the UI asks for, with its media type; empty when there is none. */
  public Optional<Resource> resource(String path) {
    String clean = path.startsWith("/") ? path.substring(1) : path;
    return Optional.ofNullable(files.get(RESOURCES + clean))
        .map(bytes -> new Resource(MediaTypes.of(clean), bytes));
  }

  /** References of the manifest to resources that the archive lacks; pages without content. */
  public List<String> warnings() {
    List<String> referenced = new ArrayList<>(manifest.configurationUrls().values());
    referenced.add(manifest.logoUrl());
    referenced.add(manifest.overviewUrl());
    referenced.add(manifest.detailedOverviewUrl());
    referenced.add(manifest.releaseNotes());
    referenced.add(manifest.upgradeInstructions());
    return referenced.stream()
        .filter(java.util.Objects::nonNull)
        .filter(url -> !url.contains("://") && resource(url).isEmpty())
        .distinct()
        .map(url -> "there is no file " + RESOURCES + url + " in the archive")
        .toList();
  }

  /** A file of the resources. */
  public record Resource(String mediaType, byte[] bytes) {}
}
