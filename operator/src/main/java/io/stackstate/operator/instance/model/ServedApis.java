package io.stackstate.operator.instance.model;

import java.util.Map;
import java.util.Optional;

/**
 * Which kinds of other operators the API server serves.
 *
 * @param apiVersions by {@code group/Kind}, the version to use as in {@code kafka.strimzi.io/v1}
 * @param openShift whether the cluster chooses the users of pods itself
 */
public record ServedApis(Map<String, String> apiVersions, boolean openShift) {
  public ServedApis {
    apiVersions = Map.copyOf(apiVersions);
  }

  /** The version to use of a kind; empty when it is not served. */
  public Optional<String> apiVersion(String group, String kind) {
    return Optional.ofNullable(apiVersions.get(group + "/" + kind));
  }
}
