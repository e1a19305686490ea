package io.stackstate.stackpacks.provision;

import io.stackstate.stackpacks.archive.SemVer;
import io.stackstate.stackpacks.stj.ImportOptions.Strategy;
import java.util.Map;
import java.util.Objects;

/**
 * What is wanted of a new instance.
 *
 * @param config values of the pack's inputs, passwords included
 * @param uuid the identity of the instance: asked for again, it is not installed twice. Null = a
 *     new one
 * @param version null = that of the other instances, or the newest
 */
public record InstallRequest(
    Map<String, String> config, Strategy unlocked, String uuid, SemVer version) {
  public InstallRequest {
    config = Map.copyOf(config);
    Objects.requireNonNull(unlocked, "unlocked");
  }

  /** Another instance each time. */
  public static InstallRequest of(Map<String, String> config, Strategy unlocked) {
    return new InstallRequest(config, unlocked, null, null);
  }

  /** Never the configuration: it may hold passwords. */
  @Override
  public String toString() {
    return "InstallRequest[" + uuid + ", " + version + "]";
  }
}
