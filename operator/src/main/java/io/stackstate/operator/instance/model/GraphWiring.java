package io.stackstate.operator.instance.model;

import io.stackstate.crds.KeyRef;
import io.stackstate.crds.instance.CqlGraph;
import io.stackstate.crds.instance.CqlType;
import io.stackstate.crds.instance.ExternalCql;
import io.stackstate.crds.instance.GraphBackend;
import java.util.List;

/** How the process that owns the graph stores it (deployment sheet, sections 3.4 and 12.6). */
final class GraphWiring {
  private static final String GRAPH = "stackstate.stackgraph.";
  private static final String CQL = GRAPH + "cql.";

  private GraphWiring() {}

  static Wiring of(Resolved instance) {
    Wiring wiring = new Wiring();
    if (instance.has(GraphBackend.BerkeleyJE)) {
      wiring.settings().put(GRAPH + "store", "berkeleyje");
      Integer cache = instance.spec().graph().berkeleyje().cachePercent();
      if (cache != null) {
        wiring.settings().put(GRAPH + "cachePercentage", cache);
      }
      return wiring;
    }
    CqlGraph cql = instance.spec().graph().cql();
    wiring
        .settings()
        .put(GRAPH + "store", "cql")
        .put(CQL + "keyspace", cql.keyspace())
        .put(CQL + "localDatacenter", cql.localDatacenter())
        .put(CQL + "readConsistency", cql.readConsistency().name())
        .put(CQL + "writeConsistency", cql.writeConsistency().name());
    if (cql.replicationFactor() != null) {
      wiring.settings().put(CQL + "replicationFactor", cql.replicationFactor());
    }
    if (cql.type() == CqlType.External) {
      external(wiring, cql.external());
    } else {
      k8ssandra(instance, wiring);
    }
    return wiring;
  }

  private static void external(Wiring wiring, ExternalCql external) {
    wiring
        .settings()
        .put(CQL + "hosts", external.contactPoints())
        .put(CQL + "port", external.port());
    if (external.usernameRef() != null) {
      credentials(wiring, external.usernameRef(), external.passwordRef());
    }
    if (external.tls() != null) {
      wiring
          .settings()
          .put(CQL + "ssl.enabled", true)
          .put(CQL + "ssl.hostnameValidation", external.tls().hostnameVerification())
          .put(CQL + "ssl.truststore", TrustStore.FILE)
          .put(CQL + "ssl.truststorePassword", TrustStore.PASSWORD);
      wiring.trust(external.tls().caRef());
    }
  }

  private static void k8ssandra(Resolved instance, Wiring wiring) {
    wiring
        .settings()
        .put(CQL + "hosts", List.of(instance.host(Cassandra.service(instance))))
        .put(CQL + "port", 9042);
    String superuser = Cassandra.superuserSecret(instance);
    credentials(wiring, new KeyRef(superuser, "username"), new KeyRef(superuser, "password"));
  }

  private static void credentials(Wiring wiring, KeyRef username, KeyRef password) {
    wiring.secretSetting(CQL + "username", username);
    wiring.secretSetting(CQL + "password", password);
  }

  /** Whether the trust store is needed although nobody named an authority. */
  static boolean needsTrustStore(Resolved instance) {
    CqlGraph cql = instance.spec().graph().cql();
    return cql != null && cql.external() != null && cql.external().tls() != null;
  }
}
