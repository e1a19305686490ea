package io.stackstate.operator.content.controller;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.stackstate.operator.references.References;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Secrets and ConfigMaps of the cluster, read when they are needed: only those that a resource
 * names, and only in its namespace. Thread-safe.
 */
public final class ClusterReferences implements References {
  private final KubernetesClient client;

  public ClusterReferences(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Optional<Data> secret(String namespace, String name) {
    Secret secret = client.secrets().inNamespace(namespace).withName(name).get();
    return Optional.ofNullable(secret)
        .map(found -> new Data(decoded(found.getData()), version(found.getMetadata())));
  }

  @Override
  public Optional<Data> configMap(String namespace, String name) {
    ConfigMap map = client.configMaps().inNamespace(namespace).withName(name).get();
    return Optional.ofNullable(map)
        .map(
            found -> {
              Map<String, byte[]> values = new HashMap<>(decoded(found.getBinaryData()));
              if (found.getData() != null) {
                found
                    .getData()
                    .forEach((k, text) -> values.put(k, text.getBytes(StandardCharsets.UTF_8)));
              }
              return new Data(values, version(found.getMetadata()));
            });
  }

  private static Map<String, byte[]> decoded(Map<String, String> data) {
    Map<String, byte[]> values = new HashMap<>();
    if (data != null) {
      data.forEach((key, text) -> values.put(key, Base64.getDecoder().decode(text)));
    }
    return values;
  }

  /** A version of the object, not of its content: a write that changes nothing changes it too. */
  private static String version(ObjectMeta meta) {
    return meta.getUid() + "/" + meta.getResourceVersion();
  }
}
