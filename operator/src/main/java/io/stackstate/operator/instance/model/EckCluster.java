package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.stackstate.crds.DeletionPolicy;
import io.stackstate.crds.instance.EckElasticsearch;
import io.stackstate.crds.instance.EckNodeSet;
import io.stackstate.crds.instance.Storage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An Elasticsearch that Elastic's operator runs (deployment sheet, sections 3.2 and 12.7). */
final class EckCluster {
  static final String GROUP = "elasticsearch.k8s.elastic.co";
  private static final String VERSION = "v1";

  private final Resolved instance;
  private final EckElasticsearch settings;

  EckCluster(Resolved instance) {
    this.instance = instance;
    this.settings = instance.spec().elasticsearch().eck();
  }

  static String name(Resolved instance) {
    String own = instance.spec().elasticsearch().eck().clusterName();
    return own == null ? instance.name() : own;
  }

  List<HasMetadata> objects() {
    if (settings.adopt()) {
      return List.of();
    }
    DeletionPolicy policy = instance.spec().deletionPolicy().volumes();
    String version =
        settings.version() == null
            ? instance.facts().release().elasticsearchVersion()
            : settings.version();
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("version", version);
    spec.put(
        "volumeClaimDeletePolicy",
        policy == DeletionPolicy.Delete
            ? "DeleteOnScaledownAndClusterDeletion"
            : "DeleteOnScaledownOnly");
    spec.put("nodeSets", nodeSets().stream().map(this::nodeSet).toList());
    return List.of(
        Foreign.resource(
            instance,
            GROUP,
            VERSION,
            "Elasticsearch",
            instance.dataMeta(name(instance), policy),
            spec));
  }

  private List<EckNodeSet> nodeSets() {
    if (!settings.nodeSets().isEmpty()) {
      return settings.nodeSets();
    }
    Storage volume = new Storage(instance.sizes().elasticsearchVolume(), null);
    return List.of(new EckNodeSet("default", instance.highlyAvailable() ? 3 : 1, volume, null));
  }

  private Map<String, Object> nodeSet(EckNodeSet set) {
    ResourceRequirements resources =
        Amount.resources(instance.sizes().elasticsearch(), set.resources());
    Map<String, Object> container = Map.of("name", "elasticsearch", "resources", resources);
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("name", set.name());
    node.put("count", set.count());
    // Memory maps need a kernel setting that only a privileged container could make.
    node.put("config", Map.of("node.store.allow_mmap", false));
    node.put("podTemplate", Map.of("spec", Map.of("containers", List.of(container))));
    node.put(
        "volumeClaimTemplates",
        List.of(
            Map.of(
                "metadata",
                Map.of("name", "elasticsearch-data"),
                "spec",
                VolumeClaims.spec(set.storage()))));
    return node;
  }
}
