package io.stackstate.operator;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.stackstate.crds.Integration;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.operator.apiserver.ApiServer;
import java.util.Map;

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

  /** An instance whose platform takes the token of the fake one, declared as users do: applied. */
  static void declareConnected(ApiServer server, String namespace) {
    server
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("token")
                .endMetadata()
                .withStringData(Map.of("token", FakePlatform.TOKEN))
                .build())
        .create();
    server.apply(
        instance(
            namespace,
            "demo",
            "{baseUrl: 'https://a.b', mode: Trial, auth: {serviceTokens: {bootstrap:"
                + " {tokenSecretRef: {name: token, key: token}}}}}"));
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
