package io.stackstate.operator;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.stackstate.crds.Integration;
import io.stackstate.crds.instance.StackStateInstance;

/** Custom resources as a user writes them. */
final class TestResources {
  private TestResources() {}

  static Integration integration(String namespace, String name) {
    String yaml =
        """
        apiVersion: stackstate.io/v1alpha1
        kind: Integration
        metadata: {namespace: %s, name: %s}
        spec: {type: CustomSync, customSync: {instanceType: %s, instanceUrl: 'http://%s'}}
        """
            .formatted(namespace, name, name, name);
    return Serialization.unmarshal(yaml, Integration.class);
  }

  /** The smallest instance. */
  static StackStateInstance trial(String namespace, String name) {
    return instance(namespace, name, "{baseUrl: 'https://sts.example.org', mode: Trial}");
  }

  /** An instance with a spec in YAML. */
  static StackStateInstance instance(String namespace, String name, String spec) {
    String yaml =
        """
        apiVersion: stackstate.io/v1alpha1
        kind: StackStateInstance
        metadata: {namespace: %s, name: %s}
        spec: %s
        """
            .formatted(namespace, name, spec);
    return Serialization.unmarshal(yaml, StackStateInstance.class);
  }
}
