package io.stackstate.operator.packages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stackstate.crds.KeyRef;
import io.stackstate.crds.ObjectRef;
import io.stackstate.crds.OciSource;
import io.stackstate.crds.StackPackSource;
import io.stackstate.crds.UrlSource;
import io.stackstate.operator.references.References;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** Fetches packages from all places that a resource can name. Thread-safe. */
public final class PackageFetcher {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final WebPackage web;
  private final OciPackage oci;
  private final References references;
  private final Optional<Path> folder;

  /**
   * @param folder that {@code spec.source.path} is relative to; empty = paths are refused
   */
  public PackageFetcher(References references, Optional<Path> folder) {
    Download download = new Download();
    this.web = new WebPackage(download);
    this.oci = new OciPackage(download);
    this.references = references;
    this.folder = folder;
  }

  /**
   * @param namespace of the resource
   * @param known the revision that the caller has; null = none
   * @return empty when it is still that
   */
  public Optional<FetchedPackage> fetch(StackPackSource source, String namespace, String known)
      throws FetchException, InterruptedException {
    if (source.url() != null) {
      UrlSource url = source.url();
      Credentials credentials = credentials(namespace, url.secretRef(), null);
      return web.fetch(URI.create(url.address()), url.sha256(), credentials, known);
    }
    if (source.oci() != null) {
      OciSource image = source.oci();
      OciReference reference = OciReference.parse(image.image());
      Credentials credentials = credentials(namespace, image.secretRef(), reference.registry());
      return oci.fetch(reference, Boolean.TRUE.equals(image.insecure()), credentials, known);
    }
    return source.configMap() != null
        ? configMap(source.configMap(), namespace, known)
        : file(source.path(), known);
  }

  private Optional<FetchedPackage> configMap(KeyRef ref, String namespace, String known)
      throws FetchException {
    References.Data data =
        references
            .configMap(namespace, ref.name())
            .orElseThrow(() -> FetchException.missing("ConfigMap", namespace, ref.name()));
    String revision = "configmap " + data.version();
    if (revision.equals(known)) {
      return Optional.empty();
    }
    byte[] bytes =
        data.bytes(ref.key())
            .orElseThrow(
                () ->
                    FetchException.definite(
                        "ConfigMapKeyNotFound",
                        "spec.source.configMap: the ConfigMap %s has no key %s"
                            .formatted(ref.name(), ref.key())));
    return Optional.of(new FetchedPackage(name(ref.key()), bytes, revision));
  }

  private Optional<FetchedPackage> file(String path, String known) throws FetchException {
    Path root =
        folder.orElseThrow(
            () ->
                FetchException.definite(
                    "SourceRejected", "spec.source.path: there is no folder of packages here"));
    Path file = root.resolve(path).normalize();
    if (!file.startsWith(root.normalize())) {
      throw FetchException.definite(
          "InvalidSpec", "spec.source.path: found \"" + path + "\", expected one in the folder");
    }
    try {
      if (!Files.isRegularFile(file)) {
        throw FetchException.definite(
            "SourceRejected", "spec.source.path: found no file " + path + " in the folder");
      }
      String revision = "file " + Files.size(file) + " " + Files.getLastModifiedTime(file);
      if (revision.equals(known)) {
        return Optional.empty();
      }
      if (Files.size(file) > Download.LARGEST) {
        throw FetchException.definite("PackageTooLarge", path + ": is larger than 32 MiB");
      }
      byte[] bytes = Files.readAllBytes(file);
      return Optional.of(new FetchedPackage(name(path), bytes, revision));
    } catch (IOException e) {
      throw FetchException.temporary("spec.source.path: " + path + " cannot be read: " + e, e);
    }
  }

  /**
   * @param registry whose entry counts in a Secret of registries; null when there is none
   */
  private Credentials credentials(String namespace, ObjectRef ref, String registry)
      throws FetchException {
    if (ref == null) {
      return Credentials.NONE;
    }
    References.Data data =
        references
            .secret(namespace, ref.name())
            .orElseThrow(() -> FetchException.missing("Secret", namespace, ref.name()));
    Optional<String> registries = data.text(".dockerconfigjson");
    if (registry != null && registries.isPresent()) {
      return ofRegistry(ref.name(), registries.get(), registry);
    }
    Optional<String> token = data.text("token");
    if (token.isPresent()) {
      return Credentials.token(token.get());
    }
    return new Credentials(value(data, ref, "username"), value(data, ref, "password"));
  }

  private static String value(References.Data data, ObjectRef ref, String key)
      throws FetchException {
    return data.text(key)
        .orElseThrow(
            () ->
                FetchException.definite(
                    "SecretKeyNotFound", "the Secret " + ref.name() + " has no key " + key));
  }

  private static Credentials ofRegistry(String secret, String text, String registry)
      throws FetchException {
    try {
      JsonNode entry = JSON.readTree(text).path("auths").path(registry);
      if (entry.hasNonNull("username")) {
        return new Credentials(entry.path("username").asText(), entry.path("password").asText());
      }
      byte[] pair = Base64.getDecoder().decode(entry.path("auth").asText());
      String[] parts = new String(pair, StandardCharsets.UTF_8).split(":", 2);
      if (parts.length == 2) {
        return new Credentials(parts[0], parts[1]);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw FetchException.definite(
          "InvalidSecret", "the Secret " + secret + ": .dockerconfigjson is not readable");
    }
    throw FetchException.definite(
        "InvalidSecret", "the Secret " + secret + ": .dockerconfigjson knows no " + registry);
  }

  private static String name(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.endsWith(".sts") ? name : "package.sts";
  }
}
