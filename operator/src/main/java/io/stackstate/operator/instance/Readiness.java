package io.stackstate.operator.instance;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whether an object does what it is for, as it reports itself; of objects that report nothing,
 * their existence is enough. Pure.
 */
sealed interface Readiness {

  /** It works. */
  record Ready() implements Readiness {}

  /** It is on its way. */
  record Progressing(String message) implements Readiness {}

  /** It will not work until somebody changes something. */
  record Failing(String reason, String message) implements Readiness {}

  /** How an object does. */
  static Readiness of(GenericKubernetesResource object) {
    return switch (object.getKind()) {
      case "Deployment" -> deployment(object);
      case "StatefulSet" -> statefulSet(object);
      case "Job" -> job(object);
      case "Kafka", "KafkaTopic", "KafkaUser", "CassandraDatacenter", "K8ssandraCluster" ->
          byConditions(object);
      case "Elasticsearch" -> elasticsearch(object);
      default -> new Ready();
    };
  }

  private static Readiness deployment(GenericKubernetesResource object) {
    for (Map<String, Object> condition : conditions(object)) {
      if (is(condition, "ReplicaFailure", "True")) {
        return failing("PodsRefused", object, condition);
      }
      if (is(condition, "Progressing", "False")) {
        return failing("RolloutStuck", object, condition);
      }
    }
    int desired = number(object, 1, "spec", "replicas");
    int updated = number(object, 0, "status", "updatedReplicas");
    int available = number(object, 0, "status", "availableReplicas");
    int all = number(object, 0, "status", "replicas");
    if (!isObserved(object) || updated < desired || available < desired || all > updated) {
      return new Progressing(
          "%s: %d of %d pods are up to date and ready"
              .formatted(name(object), Math.min(updated, available), desired));
    }
    return new Ready();
  }

  private static Readiness statefulSet(GenericKubernetesResource object) {
    int desired = number(object, 1, "spec", "replicas");
    int ready = number(object, 0, "status", "readyReplicas");
    Object current = object.get("status", "currentRevision");
    Object update = object.get("status", "updateRevision");
    boolean rolledOut =
        Objects.equals(current, update)
            || number(object, 0, "status", "updatedReplicas") >= desired;
    if (!isObserved(object) || ready < desired || !rolledOut) {
      return new Progressing(
          "%s: %d of %d pods are ready%s"
              .formatted(
                  name(object),
                  ready,
                  desired,
                  rolledOut ? "" : ", the new ones are being started"));
    }
    return new Ready();
  }

  private static Readiness job(GenericKubernetesResource object) {
    for (Map<String, Object> condition : conditions(object)) {
      if (is(condition, "Failed", "True")) {
        return failing("JobFailed", object, condition);
      }
      if (is(condition, "Complete", "True")) {
        return new Ready();
      }
    }
    return new Progressing(name(object) + " is running");
  }

  private static Readiness byConditions(GenericKubernetesResource object) {
    Map<String, Object> last = Map.of();
    for (Map<String, Object> condition : conditions(object)) {
      if (is(condition, "Ready", "True") && isObserved(object)) {
        return new Ready();
      }
      if (is(condition, "Ready", "False") || is(condition, "NotReady", "True")) {
        last = condition;
      }
    }
    String why = last.get("message") == null ? "" : ": " + last.get("message");
    return new Progressing(name(object) + " is not ready yet" + why);
  }

  private static Readiness elasticsearch(GenericKubernetesResource object) {
    String phase = Objects.toString(object.get("status", "phase"), "");
    String health = Objects.toString(object.get("status", "health"), "unknown");
    if (phase.equals("Invalid") || phase.equals("Stalled")) {
      return new Failing(
          "Elasticsearch" + phase,
          name(object) + " reports phase " + phase + "; see kubectl describe");
    }
    boolean usable = health.equals("green") || health.equals("yellow");
    if (phase.equals("Ready") && usable && isObserved(object)) {
      return new Ready();
    }
    return new Progressing(
        "%s: phase %s, health %s"
            .formatted(name(object), phase.isEmpty() ? "unknown" : phase, health));
  }

  private static Failing failing(
      String reason, GenericKubernetesResource object, Map<String, Object> condition) {
    return new Failing(
        reason, name(object) + ": " + Objects.toString(condition.get("message"), "no message"));
  }

  private static boolean isObserved(GenericKubernetesResource object) {
    Long generation = object.getMetadata().getGeneration();
    Number observed = object.get("status", "observedGeneration");
    return generation == null || observed != null && observed.longValue() >= generation;
  }

  private static boolean is(Map<String, Object> condition, String type, String status) {
    return type.equals(condition.get("type")) && status.equals(condition.get("status"));
  }

  private static List<Map<String, Object>> conditions(GenericKubernetesResource object) {
    List<Map<String, Object>> conditions = object.get("status", "conditions");
    return conditions == null ? List.of() : conditions;
  }

  private static int number(GenericKubernetesResource object, int otherwise, Object... path) {
    Number number = object.get(path);
    return number == null ? otherwise : number.intValue();
  }

  private static String name(GenericKubernetesResource object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }
}
