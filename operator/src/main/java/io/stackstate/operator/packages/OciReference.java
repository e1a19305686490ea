package io.stackstate.operator.packages;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an artifact is: {@code registry/repository:tag} or {@code registry/repository@digest}.
 *
 * @param reference the tag or the digest
 */
record OciReference(String registry, String repository, String reference) {
  private static final Pattern PATTERN =
      Pattern.compile(
          "([a-zA-Z0-9.-]+(?::[0-9]+)?)/([a-z0-9._/-]+)"
              + "(?::([\\w.-]{1,128})|@(sha256:[0-9a-f]{64}))");

  static OciReference parse(String text) throws FetchException {
    Matcher matcher = PATTERN.matcher(text);
    if (!matcher.matches()) {
      throw FetchException.definite(
          "InvalidSpec",
          "spec.source.oci.image: found \"" + text + "\", expected registry/repository:tag");
    }
    String reference = matcher.group(3) == null ? matcher.group(4) : matcher.group(3);
    return new OciReference(matcher.group(1), matcher.group(2), reference);
  }

  boolean byDigest() {
    return reference.startsWith("sha256:");
  }

  @Override
  public String toString() {
    return registry + "/" + repository + (byDigest() ? "@" : ":") + reference;
  }
}
