package io.stackstate.api.info;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What this program was built from.
 *
 * @param version of this product, a semantic version
 * @param commit seven hexadecimal digits; zeros when it was not built from a repository
 */
public record BuildInfo(String version, String commit) {
  private static final String NO_COMMIT = "0000000";

  /** As the build recorded it. */
  public static BuildInfo read() {
    Properties build = new Properties();
    try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
      build.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String commit = build.getProperty("commit", "");
    return new BuildInfo(
        build.getProperty("version"), commit.matches("[0-9a-f]{7}") ? commit : NO_COMMIT);
  }
}
