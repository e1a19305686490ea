package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.stackstate.crds.instance.LogLevel;
import io.stackstate.crds.instance.Logging;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The configuration of one process: HOCON in a Secret, since a user may put secrets into it, and
 * what its pod needs beside it (deployment sheet, section 2.7).
 *
 * @param text the HOCON
 * @param wiring what must be in the pod
 */
record ServiceConfig(Resolved instance, PlatformService service, String text, Wiring wiring) {
  static final String FOLDER = "/etc/stackstate";
  static final String FILE = "application.conf";

  static ServiceConfig of(Resolved instance, PlatformService service) {
    Wiring wiring = new Wiring();
    addresses(instance, service, wiring);
    logging(instance.spec().logging(), wiring);
    if (service.kafkaClient()) {
      wiring.add(KafkaWiring.of(instance, instance.name(service.component())));
      wiring.secretEnv("API_KEY", GeneratedSecrets.apiKey(instance));
    } else {
      listen(instance, wiring);
    }
    if (service.graphOwner()) {
      wiring.secretSetting(
          "stackstate.api.bootstrapToken", GeneratedSecrets.serviceToken(instance));
    }
    if (service.graphOwner() || service.roles().contains("automation")) {
      // Event handlers open the secrets that the API sealed.
      wiring.secretSetting(
          "stackstate.stackpacks.secretKey", GeneratedSecrets.passwordKey(instance));
    }
    if (service.graphOwner()) {
      wiring.add(GraphWiring.of(instance));
      wiring.add(KubernetesWiring.of(instance));
    }
    if (!instance.monolith()) {
      wiring.add(ApiWiring.of(instance, service));
    }
    if (service.roles().contains("automation")) {
      wiring.add(OutputRights.of(instance));
    }
    if (service.elasticsearchClient()) {
      wiring.add(ElasticsearchWiring.of(instance));
    }
    instance.spec().tls().trustedCAs().forEach(wiring::trust);
    return new ServiceConfig(
        instance, service, wiring.settings().text(service.settings().config()), wiring);
  }

  private static void addresses(Resolved instance, PlatformService service, Wiring wiring) {
    wiring
        .settings()
        .put("stackstate.server.baseUrl", instance.spec().baseUrl())
        .put("stackstate.receiver.baseUrl", receiverUrl(instance));
    if (service.component() == Component.API) {
      wiring
          .settings()
          .put(
              "stackstate.api.receiverUrl",
              "http://"
                  + instance.host(instance.name(Component.RECEIVER))
                  + ":"
                  + PlatformPod.RECEIVER_PORT);
    }
  }

  private static void logging(Logging logging, Wiring wiring) {
    Map<String, LogLevel> levels = new TreeMap<>(logging.levels());
    levels.putIfAbsent("io.stackstate", logging.rootLevel());
    wiring
        .settings()
        .put("stackstate.logging.format", logging.format().name().toLowerCase(Locale.ROOT));
    levels.forEach(
        (logger, level) ->
            wiring.settings().put("stackstate.logging.levels." + Hocon.key(logger), level.name()));
  }

  /** Where the broker of its own pod is found by the other processes. */
  private static void listen(Resolved instance, Wiring wiring) {
    wiring
        .settings()
        .put("stackstate.server.kafkaPort", PlatformPod.KAFKA_PORT)
        .put("stackstate.kafka.advertised.host", instance.host(instance.name(Component.KAFKA)))
        .put("stackstate.kafka.advertised.port", PlatformPod.KAFKA_PORT);
  }

  /** What agents send to. */
  static String receiverUrl(Resolved instance) {
    String own = instance.spec().receiverBaseUrl();
    return own == null ? withoutSlash(instance.spec().baseUrl()) + "/receiver" : own;
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  String secretName() {
    return instance.name(service.component() + "-config");
  }

  HasMetadata secret() {
    String data = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return new SecretBuilder()
        .withMetadata(instance.meta(secretName(), service.component()))
        .withType("Opaque")
        .withData(Map.of(FILE, data))
        .build();
  }

  /** Null when the public authorities are enough. */
  TrustStore trustStore() {
    boolean needed =
        !wiring.authorities().isEmpty()
            || service.graphOwner() && GraphWiring.needsTrustStore(instance);
    return needed ? new TrustStore(wiring.authorities()) : null;
  }

  /** All that its pod reads and others write. */
  Set<Reference> references() {
    Set<Reference> read = new LinkedHashSet<>(wiring.references());
    TrustStore trust = trustStore();
    if (trust != null) {
      read.addAll(trust.references());
    }
    read.addAll(Environment.references(instance.spec().podDefaults().env()));
    read.addAll(Environment.references(service.settings().env()));
    return read;
  }

  String checksum() {
    return Checksum.of(instance, text, references());
  }
}
