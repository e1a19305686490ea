package io.stackstate.operator.instance;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.stackstate.crds.instance.Backends;
import io.stackstate.crds.instance.ElasticsearchStatus;
import io.stackstate.crds.instance.ElasticsearchType;
import io.stackstate.crds.instance.GraphBackend;
import io.stackstate.crds.instance.GraphStatus;
import io.stackstate.crds.instance.KafkaStatus;
import io.stackstate.crds.instance.KafkaType;
import io.stackstate.crds.instance.Mode;
import io.stackstate.crds.instance.StackStateInstanceSpec;
import io.stackstate.operator.instance.model.StageName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The back ends of an instance as its status shows them: from what they report themselves. Pure.
 */
final class BackEnds {
  private BackEnds() {}

  /**
   * @param spec as the user wrote it; what is absent follows from the mode
   */
  static Backends of(StackStateInstanceSpec spec, List<StageReport> reports) {
    return new Backends(
        kafka(spec, report(reports, StageName.KAFKA)),
        elasticsearch(spec, report(reports, StageName.ELASTICSEARCH)),
        graph(spec, report(reports, StageName.GRAPH)));
  }

  private static KafkaStatus kafka(StackStateInstanceSpec spec, StageReport report) {
    KafkaType type =
        spec.kafka() != null && spec.kafka().type() != null
            ? spec.kafka().type()
            : spec.mode() == Mode.HA ? KafkaType.Strimzi : KafkaType.Embedded;
    Optional<GenericKubernetesResource> kafka = first(report, "Kafka");
    String bootstrap =
        type == KafkaType.External
            ? spec.kafka().external().bootstrapServers()
            : kafka.map(BackEnds::bootstrap).orElse(null);
    return new KafkaStatus(
        type.name(),
        kafka.map(k -> k.<String>get("status", "kafkaVersion")).orElse(null),
        bootstrap,
        report.outcome().isDone(),
        brokers(report));
  }

  private static String bootstrap(GenericKubernetesResource kafka) {
    List<Map<String, Object>> listeners = kafka.get("status", "listeners");
    return listeners == null || listeners.isEmpty()
        ? null
        : (String) listeners.get(0).get("bootstrapServers");
  }

  private static Integer brokers(StageReport report) {
    List<GenericKubernetesResource> pools =
        report.objects().stream()
            .filter(object -> object.getKind().equals("KafkaNodePool"))
            .filter(
                pool -> {
                  List<String> roles = pool.get("spec", "roles");
                  return roles != null && roles.contains("broker");
                })
            .toList();
    return pools.isEmpty()
        ? null
        : pools.stream().mapToInt(pool -> pool.<Number>get("spec", "replicas").intValue()).sum();
  }

  private static ElasticsearchStatus elasticsearch(
      StackStateInstanceSpec spec, StageReport report) {
    ElasticsearchType type =
        spec.elasticsearch() != null && spec.elasticsearch().type() != null
            ? spec.elasticsearch().type()
            : spec.mode() == Mode.HA ? ElasticsearchType.ECK : ElasticsearchType.Embedded;
    Optional<GenericKubernetesResource> eck = first(report, "Elasticsearch");
    return new ElasticsearchStatus(
        type.name(),
        eck.map(e -> e.<String>get("status", "version")).orElse(null),
        eck.map(e -> e.<String>get("status", "health")).orElse(null),
        report.outcome().isDone());
  }

  private static GraphStatus graph(StackStateInstanceSpec spec, StageReport report) {
    GraphBackend backend =
        spec.graph() != null && spec.graph().backend() != null
            ? spec.graph().backend()
            : GraphBackend.BerkeleyJE;
    String keyspace =
        backend == GraphBackend.CQL && spec.graph().cql() != null
            ? spec.graph().cql().keyspace()
            : null;
    return new GraphStatus(backend.name(), keyspace, report.outcome().isDone());
  }

  private static StageReport report(List<StageReport> reports, StageName stage) {
    return reports.stream()
        .filter(r -> r.stage() == stage)
        .findFirst()
        .orElse(StageReport.skipped(stage, ""));
  }

  private static Optional<GenericKubernetesResource> first(StageReport report, String kind) {
    return report.objects().stream().filter(o -> o.getKind().equals(kind)).findFirst();
  }
}
