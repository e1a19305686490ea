package io.stackstate.operator.instance.model;

import io.stackstate.crds.KeyRef;
import io.stackstate.crds.instance.CaSource;
import io.stackstate.crds.instance.ElasticsearchAuth;
import io.stackstate.crds.instance.ExternalElasticsearch;
import java.util.List;

/** How a process reaches Elasticsearch (deployment sheet, sections 3.2 and 12.7). */
final class ElasticsearchWiring {
  private static final String ELASTICSEARCH = "stackstate.elasticsearch.";

  private ElasticsearchWiring() {}

  static Wiring of(Resolved instance) {
    Wiring wiring = new Wiring();
    switch (instance.spec().elasticsearch().type()) {
      case ECK -> eck(instance, wiring);
      case External -> external(instance.spec().elasticsearch().external(), wiring);
      case Embedded -> embedded(instance, wiring);
    }
    return wiring;
  }

  private static void embedded(Resolved instance, Wiring wiring) {
    uris(
        wiring,
        List.of("http://" + instance.host(instance.name(Component.ELASTICSEARCH)) + ":9200"));
    wiring.settings().put(ELASTICSEARCH + "username", "elastic");
    wiring.secretSetting(
        ELASTICSEARCH + "password", GeneratedSecrets.elasticsearchPassword(instance));
  }

  /** What Elastic's operator makes beside the cluster (deployment sheet, section 3.2). */
  private static void eck(Resolved instance, Wiring wiring) {
    String cluster = EckCluster.name(instance);
    uris(wiring, List.of("https://" + instance.host(cluster + "-es-http") + ":9200"));
    wiring.settings().put(ELASTICSEARCH + "username", "elastic");
    wiring.secretSetting(
        ELASTICSEARCH + "password", new KeyRef(cluster + "-es-elastic-user", "elastic"));
    wiring.trust(new CaSource(new KeyRef(cluster + "-es-http-certs-public", "ca.crt"), null));
  }

  private static void external(ExternalElasticsearch external, Wiring wiring) {
    uris(wiring, external.urls());
    ElasticsearchAuth auth = external.auth();
    if (auth != null && auth.apiKeyRef() != null) {
      wiring.secretSetting(ELASTICSEARCH + "apiKey", auth.apiKeyRef());
    } else if (auth != null) {
      wiring.secretSetting(ELASTICSEARCH + "username", auth.usernameRef());
      wiring.secretSetting(ELASTICSEARCH + "password", auth.passwordRef());
    }
    wiring.trust(external.caRef());
  }

  private static void uris(Wiring wiring, List<String> uris) {
    wiring.settings().put(ELASTICSEARCH + "uri", String.join(",", uris));
  }
}
