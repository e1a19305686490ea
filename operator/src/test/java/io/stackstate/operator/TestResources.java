package io.stackstate.operator;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.stackstate.crds.CustomSync;
import io.stackstate.crds.Integration;
import io.stackstate.crds.IntegrationSpec;
import io.stackstate.crds.IntegrationType;

/** Custom resources as a user writes them. */
final class TestResources {
  private TestResources() {}

  static Integration integration(String namespace, String name) {
    Integration integration = new Integration();
    integration.setMetadata(
        new ObjectMetaBuilder().withNamespace(namespace).withName(name).build());
    integration.setSpec(
        new IntegrationSpec(
            IntegrationType.CustomSync,
            null,
            null,
            null,
            new CustomSync(name, "http://" + name, null)));
    return integration;
  }
}
