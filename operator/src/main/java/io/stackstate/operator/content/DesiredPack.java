package io.stackstate.operator.content;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.stackstate.crds.UnlockedPolicy;
import java.util.Map;
import java.util.TreeMap;

/**
 * An instance of a StackPack as a resource decides it.
 *
 * @param version that the instance is to have
 * @param digest of the package that it comes from; null when the platform had it
 * @param shown values of inputs that are no secrets
 * @param secrets versions of the values that come by reference, by input
 * @param config all values of inputs
 * @param unlocked what happens to nodes that a user unlocked and changed
 * @param problem why the source could not be asked now; null when it was
 */
public record DesiredPack(
    String pack,
    String version,
    String digest,
    Map<String, String> shown,
    Map<String, String> secrets,
    @JsonIgnore Map<String, String> config,
    @JsonIgnore UnlockedPolicy unlocked,
    @JsonIgnore String problem) {
  public DesiredPack {
    shown = Map.copyOf(new TreeMap<>(shown));
    secrets = Map.copyOf(new TreeMap<>(secrets));
    config = Map.copyOf(config);
  }

  /** Never the values: they may be passwords. */
  @Override
  public String toString() {
    return "StackPack " + pack + " " + version;
  }
}
