package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.Map;

/**
 * All that the objects of an instance depend on beside its spec.
 *
 * @param secrets those of {@link InstanceModel#references} that exist, by name: what is in them is
 *     never generated again
 */
public record InstanceFacts(
    ServedApis apis, Map<String, Secret> secrets, Release release, Observed observed) {
  public InstanceFacts {
    secrets = Map.copyOf(secrets);
  }
}
