package io.stackstate.operator.instance.model;

import io.stackstate.crds.instance.ServiceSettings;
import java.util.List;

/**
 * A process of the platform that runs in an instance.
 *
 * @param roles that its process is started with
 * @param settings of the spec
 * @param baseMemory of the heap's formula in MiB, {@code heapPercent} likewise (deployment sheet,
 *     section 2.3)
 * @param kafkaClient whether it is a client of Kafka
 * @param graphOwner whether it opens the graph
 */
record PlatformService(
    Component component,
    List<String> roles,
    ServiceSettings settings,
    int baseMemory,
    int heapPercent,
    boolean kafkaClient,
    boolean graphOwner) {

  static PlatformService of(Resolved instance, Component component) {
    var services = instance.spec().services();
    return switch (component) {
      case RECEIVER ->
          new PlatformService(
              component, List.of("receiver"), services.receiver(), 350, 75, true, false);
      case SYNCHRONIZATION ->
          new PlatformService(
              component,
              List.of("synchronization", "health", "automation", "telemetry"),
              services.synchronization(),
              400,
              65,
              true,
              false);
      case API ->
          new PlatformService(
              component, List.of("stackgraph", "api"), services.api(), 700, 60, true, true);
      case KAFKA ->
          new PlatformService(component, List.of("kafka"), services.kafka(), 350, 50, false, false);
      case SERVER ->
          new PlatformService(
              component, Monolith.roles(instance), services.server(), 900, 70, true, true);
      case ELASTICSEARCH ->
          throw new IllegalArgumentException("Elasticsearch is no process of the platform");
    };
  }

  /** Whether it writes to Elasticsearch or reads from it. */
  boolean elasticsearchClient() {
    return graphOwner || roles.contains("telemetry");
  }

  /** Where its settings stand in the spec. */
  String field() {
    return "spec.services." + component;
  }
}
