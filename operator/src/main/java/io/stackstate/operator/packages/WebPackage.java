package io.stackstate.operator.packages;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** A package on a web server, asked for again with its entity tag. Thread-safe. */
final class WebPackage {
  private static final String TAG = "etag ";

  private final Download download;

  WebPackage(Download download) {
    this.download = download;
  }

  /**
   * @param sha256 null = any
   * @param known the revision that is known; empty answer when it is still that
   */
  Optional<FetchedPackage> fetch(URI uri, String sha256, Credentials credentials, String known)
      throws FetchException, InterruptedException {
    Map<String, String> headers =
        known != null && known.startsWith(TAG)
            ? Map.of("If-None-Match", known.substring(TAG.length()))
            : Map.of();
    Download.Reply reply = download.get(uri, credentials.header(), headers);
    if (reply.status() == 304) {
      return Optional.empty();
    }
    if (reply.status() != 200) {
      throw Download.unexpected(uri, reply.status());
    }
    String digest = FetchedPackage.sha256(reply.body());
    if (sha256 != null && !sha256.equals(digest)) {
      throw FetchException.definite(
          "DigestMismatch", uri + ": found SHA-256 " + digest + ", expected " + sha256);
    }
    String tag = reply.header("etag");
    String revision = tag == null ? "sha256:" + digest : TAG + tag;
    return revision.equals(known)
        ? Optional.empty()
        : Optional.of(new FetchedPackage(fileName(uri), reply.body(), revision));
  }

  private static String fileName(URI uri) {
    String path = uri.getPath() == null ? "" : uri.getPath();
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.endsWith(".sts") ? name : "package.sts";
  }
}
