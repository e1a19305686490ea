package io.stackstate.crds;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The generated CRDs as they lie on the class path. */
public final class CrdSchemas {
  private CrdSchemas() {}

  /**
   * @param plural for example {@code integrations}
   * @return the YAML of the CRD
   * @throws IllegalStateException when there is no such CRD in this build
   */
  public static String yaml(String plural) {
    String name = "crd/" + plural + "." + Integration.GROUP + "-v1.yml";
    try (InputStream in = CrdSchemas.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("this build has no CRD for " + plural);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the CRD of " + plural, e);
    }
  }
}
