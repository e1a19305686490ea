package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.stackstate.crds.instance.CqlGraph;
import io.stackstate.crds.instance.K8ssandra;
import io.stackstate.crds.instance.Storage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Cassandra that the cass-operator runs (deployment sheet, sections 3.4 and 12.6). */
final class Cassandra {
  static final String GROUP = "cassandra.datastax.com";
  private static final String VERSION = "v1beta1";
  private static final Sizes.Size NODE = Sizes.Size.of(1000, 4096);

  private Cassandra() {}

  /** The CassandraDatacenter, whose name is also that of the data centre in Cassandra. */
  static HasMetadata datacenter(Resolved instance) {
    CqlGraph cql = instance.spec().graph().cql();
    K8ssandra settings = cql.k8ssandra();
    Storage storage =
        settings.storage() == null
            ? new Storage(instance.sizes().graphVolume(), null)
            : settings.storage();
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("clusterName", cluster(instance));
    spec.put("serverType", "cassandra");
    spec.put("serverVersion", settings.serverVersion());
    spec.put("managementApiAuth", Map.of("insecure", Map.of()));
    spec.put("size", settings.size());
    if (!settings.racks().isEmpty()) {
      spec.put("racks", settings.racks().stream().map(rack -> Map.of("name", rack)).toList());
    }
    spec.put("storageConfig", Map.of("cassandraDataVolumeClaimSpec", VolumeClaims.spec(storage)));
    spec.put("resources", Amount.resources(NODE, settings.resources()));
    // An acknowledged commit is on disk: by default Cassandra may lose the last ten seconds.
    spec.put("config", Map.of("cassandra-yaml", Map.of("commitlog_sync", "batch")));
    return Foreign.resource(
        instance,
        GROUP,
        VERSION,
        "CassandraDatacenter",
        instance.dataMeta(cql.localDatacenter(), instance.spec().deletionPolicy().volumes()),
        spec);
  }

  static List<HasMetadata> objects(Resolved instance) {
    return List.of(datacenter(instance));
  }

  /** The Service that the operator makes for clients. */
  static String service(Resolved instance) {
    return cluster(instance) + "-" + instance.spec().graph().cql().localDatacenter() + "-service";
  }

  /** The Secret that the operator makes with the user that we use. */
  static String superuserSecret(Resolved instance) {
    return cluster(instance) + "-superuser";
  }

  private static String cluster(Resolved instance) {
    String own = instance.spec().graph().cql().k8ssandra().clusterName();
    return own == null ? instance.name() : own;
  }
}
