package io.stackstate.operator.k8s;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIGroupList;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the cluster offers: the kinds of others that are served, in the version that the server
 * prefers, and whether it is OpenShift. Asks again when told to, so that a CRD that appears later
 * is seen without a restart. Thread-safe.
 */
public final class ClusterFacts {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterFacts.class);
  private static final String OPENSHIFT = "route.openshift.io";

  /** The groups of others that an instance may use (deployment sheet, part B). */
  private static final Set<String> FOREIGN =
      Set.of(
          "kafka.strimzi.io",
          "elasticsearch.k8s.elastic.co",
          "cassandra.datastax.com",
          "k8ssandra.io",
          "monitoring.coreos.com",
          "gateway.networking.k8s.io",
          "cert-manager.io",
          OPENSHIFT);

  private final KubernetesClient client;
  private volatile List<ApiKind> foreign = List.of();

  public ClusterFacts(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Asks the API server.
   *
   * @return true when the answer differs from the one before
   */
  public boolean refresh() {
    List<ApiKind> found = new ArrayList<>();
    APIGroupList groups = client.getApiGroups();
    Stream<APIGroup> relevant =
        groups == null
            ? Stream.of()
            : groups.getGroups().stream().filter(g -> FOREIGN.contains(g.getName()));
    relevant.forEach(group -> found.addAll(kinds(group)));
    boolean changed = !found.equals(foreign);
    if (changed) {
      foreign = List.copyOf(found);
      LOG.info(
          "kinds of other operators that are served: {}",
          found.stream().map(k -> k.apiVersion() + " " + k.kind()).toList());
    }
    return changed;
  }

  private List<ApiKind> kinds(APIGroup group) {
    List<ApiKind> kinds = new ArrayList<>();
    for (String version : preferredFirst(group)) {
      APIResourceList resources = client.getApiResources(group.getName() + "/" + version);
      if (resources != null) {
        resources.getResources().stream()
            .filter(resource -> !resource.getName().contains("/"))
            .map(resource -> kind(group.getName(), version, resource))
            .forEach(kinds::add);
      }
    }
    return kinds;
  }

  private static List<String> preferredFirst(APIGroup group) {
    String preferred = group.getPreferredVersion().getVersion();
    Stream<String> others =
        group.getVersions().stream()
            .map(GroupVersionForDiscovery::getVersion)
            .filter(version -> !version.equals(preferred));
    return Stream.concat(Stream.of(preferred), others).toList();
  }

  private static ApiKind kind(String group, String version, APIResource resource) {
    return new ApiKind(
        group, version, resource.getKind(), resource.getName(), resource.getNamespaced());
  }

  /** The kind in exactly this version; empty when it is not served. */
  public Optional<ApiKind> find(String apiVersion, String kind) {
    return Stream.concat(BuiltInKinds.MANAGED.stream(), foreign.stream())
        .filter(k -> k.kind().equals(kind) && k.apiVersion().equals(apiVersion))
        .findFirst();
  }

  /** The kind in the version that the server prefers; empty when it is not served. */
  public Optional<ApiKind> preferred(String group, String kind) {
    return Stream.concat(BuiltInKinds.MANAGED.stream(), foreign.stream())
        .filter(k -> k.kind().equals(kind) && k.group().equals(group))
        .findFirst();
  }

  /** All kinds that objects of an instance may have, each in one version. */
  public List<ApiKind> observable() {
    List<ApiKind> kinds = new ArrayList<>(BuiltInKinds.MANAGED);
    kinds.add(BuiltInKinds.POD);
    for (ApiKind kind : foreign) {
      if (kind.namespaced() && preferred(kind.group(), kind.kind()).orElseThrow().equals(kind)) {
        kinds.add(kind);
      }
    }
    return List.copyOf(kinds);
  }

  /** The served kinds of others, the preferred version of each first. */
  public List<ApiKind> foreign() {
    return foreign;
  }

  /** True on OpenShift, which gives user ids itself. */
  public boolean openShift() {
    return foreign.stream().anyMatch(kind -> kind.group().equals(OPENSHIFT));
  }
}
