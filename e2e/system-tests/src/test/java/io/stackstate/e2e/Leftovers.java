package io.stackstate.e2e;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Everything that a namespace holds and that a new one does not, whatever its kind. */
final class Leftovers {
  /** What a new namespace has, and what only tells of the past. */
  private static final Set<String> NORMAL =
      Set.of("ConfigMap/kube-root-ca.crt", "ServiceAccount/default");

  private Leftovers() {}

  static Set<String> of(KubernetesClient client, String namespace) {
    Set<String> found = new TreeSet<>();
    for (String version : versions(client)) {
      APIResourceList kinds = client.getApiResources(version);
      for (APIResource kind : kinds == null ? List.<APIResource>of() : kinds.getResources()) {
        boolean listed = kind.getNamespaced() && kind.getVerbs().contains("list");
        if (listed && !kind.getKind().equals("Event")) {
          found.addAll(names(client, namespace, version, kind));
        }
      }
    }
    found.removeAll(NORMAL);
    return found;
  }

  private static List<String> versions(KubernetesClient client) {
    List<String> versions = new ArrayList<>(List.of("v1"));
    for (APIGroup group : client.getApiGroups().getGroups()) {
      versions.add(group.getPreferredVersion().getGroupVersion());
    }
    return versions;
  }

  private static List<String> names(
      KubernetesClient client, String namespace, String version, APIResource kind) {
    int slash = version.indexOf('/');
    ResourceDefinitionContext context =
        new ResourceDefinitionContext.Builder()
            .withGroup(slash < 0 ? "" : version.substring(0, slash))
            .withVersion(version.substring(slash + 1))
            .withKind(kind.getKind())
            .withPlural(kind.getName())
            .withNamespaced(true)
            .build();
    return client
        .genericKubernetesResources(context)
        .inNamespace(namespace)
        .list()
        .getItems()
        .stream()
        .map(object -> kind.getKind() + "/" + object.getMetadata().getName())
        .toList();
  }
}
