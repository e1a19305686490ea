package io.stackstate.operator.packages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A package as an artifact of a registry (OCI distribution specification 1.1, "Pull"): the manifest
 * first, then the one layer that is the package. Both are checked against their digests.
 * Thread-safe.
 */
final class OciPackage {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MANIFEST_TYPES =
      "application/vnd.oci.image.manifest.v1+json,"
          + " application/vnd.docker.distribution.manifest.v2+json";
  private static final String TITLE = "org.opencontainers.image.title";

  private final Download download;

  OciPackage(Download download) {
    this.download = download;
  }

  /**
   * @param insecure whether to talk http
   * @param known the revision that is known; empty answer when it is still that
   */
  Optional<FetchedPackage> fetch(
      OciReference image, boolean insecure, Credentials credentials, String known)
      throws FetchException, InterruptedException {
    if (image.byDigest() && image.reference().equals(known)) {
      return Optional.empty();
    }
    OciSession session = new OciSession(download, image, insecure, credentials);
    byte[] manifest =
        session.get("manifests/" + image.reference(), Map.of("Accept", MANIFEST_TYPES));
    String revision = "sha256:" + FetchedPackage.sha256(manifest);
    if (image.byDigest() && !revision.equals(image.reference())) {
      throw mismatch(image + ": its manifest", revision, image.reference());
    }
    if (revision.equals(known)) {
      return Optional.empty();
    }
    JsonNode layer = layer(image, manifest);
    String digest = layer.path("digest").asText();
    byte[] bytes = session.get("blobs/" + digest, Map.of());
    String found = "sha256:" + FetchedPackage.sha256(bytes);
    if (!found.equals(digest)) {
      throw mismatch(image + ": its layer", found, digest);
    }
    String title = layer.path("annotations").path(TITLE).asText();
    String name = title.endsWith(".sts") ? title : "package.sts";
    return Optional.of(new FetchedPackage(name, bytes, revision));
  }

  private static JsonNode layer(OciReference image, byte[] manifest) throws FetchException {
    JsonNode layers;
    try {
      layers = JSON.readTree(manifest).path("layers");
    } catch (IOException e) {
      throw FetchException.definite("SourceRejected", image + ": its manifest is no JSON");
    }
    List<JsonNode> candidates = new ArrayList<>();
    List<String> titles = new ArrayList<>();
    for (JsonNode layer : layers) {
      String title = layer.path("annotations").path(TITLE).asText();
      titles.add(title.isEmpty() ? layer.path("mediaType").asText() : title);
      if (layers.size() == 1 || title.endsWith(".sts")) {
        candidates.add(layer);
      }
    }
    if (candidates.size() != 1 || candidates.get(0).path("size").asLong() > Download.LARGEST) {
      throw FetchException.definite(
          "SourceRejected",
          image + ": found layers " + titles + ", expected one .sts of at most 32 MiB");
    }
    return candidates.get(0);
  }

  private static FetchException mismatch(String what, String found, String expected) {
    return FetchException.definite(
        "DigestMismatch", what + ": found " + found + ", expected " + expected);
  }
}
