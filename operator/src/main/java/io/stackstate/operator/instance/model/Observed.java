package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen in the cluster.
 *
 * @param volumes size that is requested by each volume claim of the instance, by its name; never
 *     asked for less
 * @param configMaps those of {@link InstanceModel#references} that exist, by name
 * @param version of the platform that runs; empty before the first time
 * @param rolledBackFrom the version that was taken back; empty when none was
 */
public record Observed(
    Map<String, Quantity> volumes,
    Map<String, ConfigMap> configMaps,
    Optional<String> version,
    Optional<String> rolledBackFrom) {
  /** Nothing was seen yet. */
  public static final Observed NOTHING = new Observed(Map.of(), Map.of(), Optional.empty());

  /** No version was taken back. */
  public Observed(
      Map<String, Quantity> volumes, Map<String, ConfigMap> configMaps, Optional<String> version) {
    this(volumes, configMaps, version, Optional.empty());
  }

  public Observed {
    volumes = Map.copyOf(volumes);
    configMaps = Map.copyOf(configMaps);
  }
}
