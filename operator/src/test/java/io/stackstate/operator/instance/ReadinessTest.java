package io.stackstate.operator.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadinessTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Deployment | {replicas: 2} | {observedGeneration: 3, replicas: 2, updatedReplicas: 2, availableReplicas: 2} | Ready",
        "Deployment | {replicas: 0} | {observedGeneration: 3} | Ready",
        "Deployment | {replicas: 2} | {observedGeneration: 2, replicas: 2, updatedReplicas: 2, availableReplicas: 2} | Progressing",
        "Deployment | {replicas: 2} | {observedGeneration: 3, replicas: 3, updatedReplicas: 2, availableReplicas: 2} | Progressing",
        "Deployment | {replicas: 2} | {observedGeneration: 3, conditions: [{type: ReplicaFailure, status: 'True', message: m}]} | Failing",
        "Deployment | {replicas: 2} | {observedGeneration: 3, conditions: [{type: Progressing, status: 'False', message: m}]} | Failing",
        "StatefulSet | {replicas: 1} | {observedGeneration: 3, readyReplicas: 1, currentRevision: a, updateRevision: a} | Ready",
        "StatefulSet | {replicas: 1} | {observedGeneration: 3, readyReplicas: 1, currentRevision: a, updateRevision: b} | Progressing",
        "StatefulSet | {replicas: 1} | {observedGeneration: 3, readyReplicas: 0} | Progressing",
        "Job | {} | {conditions: [{type: Complete, status: 'True'}]} | Ready",
        "Job | {} | {conditions: [{type: Failed, status: 'True', message: m}]} | Failing",
        "Job | {} | {} | Progressing",
        "Kafka | {} | {observedGeneration: 3, conditions: [{type: Ready, status: 'True'}]} | Ready",
        "Kafka | {} | {observedGeneration: 2, conditions: [{type: Ready, status: 'True'}]} | Progressing",
        "Kafka | {} | {observedGeneration: 3, conditions: [{type: NotReady, status: 'True', message: m}]} | Progressing",
        "Elasticsearch | {} | {observedGeneration: 3, phase: Ready, health: yellow} | Ready",
        "Elasticsearch | {} | {observedGeneration: 3, phase: Ready, health: red} | Progressing",
        "Elasticsearch | {} | {observedGeneration: 3, phase: Stalled, health: green} | Failing",
        "Service | {} | {} | Ready",
      })
  void isWhatTheObjectReports(String kind, String spec, String status, String expected) {
    assertThat(Readiness.of(object(kind, spec, status)).getClass().getSimpleName())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{waiting: {reason: ImagePullBackOff, message: no such image}} | ImagePullFailed | no such image",
        "{waiting: {reason: CreateContainerConfigError, message: no secret x}} | ContainerConfigError | no secret x",
        "{waiting: {reason: CrashLoopBackOff}} | CrashLoop | kubectl logs",
      })
  void aPodTellsWhatWaitingDoesNotHelp(String state, String reason, String message) {
    var workload = object("Deployment", "{replicas: 1, selector: {matchLabels: {a: b}}}", "{}");
    var pod =
        object("Pod", "{}", "{containerStatuses: [{name: api, image: i:1, state: " + state + "}]}");
    pod.getMetadata().setLabels(java.util.Map.of("a", "b"));

    assertThat(PodTrouble.of(workload, List.of(workload, pod)))
        .hasValueSatisfying(
            failing -> {
              assertThat(failing.reason()).isEqualTo(reason);
              assertThat(failing.message()).contains(message);
            });
  }

  @Test
  void podsOfOthersDoNotMatter() {
    var workload = object("Deployment", "{replicas: 1, selector: {matchLabels: {a: b}}}", "{}");
    var pod =
        object("Pod", "{}", "{containerStatuses: [{state: {waiting: {reason: ErrImagePull}}}]}");

    assertThat(PodTrouble.of(workload, List.of(pod))).isEmpty();
  }

  @Test
  void aPodWithoutANodeIsNamed() {
    var workload = object("StatefulSet", "{selector: {matchLabels: {a: b}}}", "{}");
    var pod =
        object(
            "Pod",
            "{}",
            "{conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: Insufficient memory}]}");
    pod.getMetadata().setLabels(java.util.Map.of("a", "b"));

    assertThat(PodTrouble.of(workload, List.of(pod)))
        .hasValueSatisfying(f -> assertThat(f.message()).contains("Insufficient memory"));
  }

  private static GenericKubernetesResource object(String kind, String spec, String status) {
    return Serialization.unmarshal(
        "apiVersion: x/v1\nkind: %s\nmetadata: {name: it, generation: 3}\nspec: %s\nstatus: %s\n"
            .formatted(kind, spec, status),
        GenericKubernetesResource.class);
  }
}
