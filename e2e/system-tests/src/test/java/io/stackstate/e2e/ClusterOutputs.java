package io.stackstate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;

/** What event handlers do in the namespace of their instance: events, and Jobs of a CronJob. */
final class ClusterOutputs {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String CONTROLLER = "stackstate.io/event-handlers";

  private final KubernetesClient client;
  private final String namespace;

  ClusterOutputs(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** Makes the CronJob of the sample for this cluster: suspended, and allowed to event handlers. */
  void createCronJob(String name, String image) {
    CronJob cronJob =
        new CronJobBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName(name)
            .addToLabels(CONTROLLER, "allowed")
            .endMetadata()
            .withNewSpec()
            .withSchedule("0 0 1 1 *")
            .withSuspend(true)
            .withNewJobTemplate()
            .withNewSpec()
            .withBackoffLimit(0)
            .withNewTemplate()
            .withNewSpec()
            .withRestartPolicy("Never")
            .withNewSecurityContext()
            .withRunAsNonRoot(true)
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile()
            .endSecurityContext()
            .addNewContainer()
            .withName("restart")
            .withImage(image)
            .withCommand("sh", "-c", "echo \"$STACKSTATE_STATE: $STACKSTATE_ELEMENT\"")
            .withNewSecurityContext()
            .withAllowPrivilegeEscalation(false)
            .withNewCapabilities()
            .withDrop("ALL")
            .endCapabilities()
            .endSecurityContext()
            .endContainer()
            .endSpec()
            .endTemplate()
            .endSpec()
            .endJobTemplate()
            .endSpec()
            .build();
    client.resource(cronJob).create();
  }

  /** Waits for a Job that succeeded and said this. */
  void awaitJobThatSaid(String line) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(
            () ->
                assertThat(jobs().stream().filter(this::succeeded).map(this::log)).contains(line));
  }

  /** Waits for an event about an object, and gives it. */
  Event awaitEventAbout(String kind, String name) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              List<Event> all = events();
              return all.stream()
                  .filter(event -> event.getRegarding().getKind().equals(kind))
                  .filter(event -> event.getRegarding().getName().equals(name))
                  .findFirst();
            },
            found -> found.isPresent())
        .orElseThrow();
  }

  /** Deletes the CronJob, and all Jobs, which it does not own; waits until their pods are gone. */
  void delete(String cronJob) {
    client.batch().v1().cronjobs().inNamespace(namespace).withName(cronJob).delete();
    client
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .withPropagationPolicy(DeletionPropagation.BACKGROUND)
        .delete();
    await().atMost(PATIENCE).until(() -> jobs().isEmpty() && jobPods().isEmpty());
  }

  private List<Event> events() {
    return client.events().v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> CONTROLLER.equals(event.getReportingController()))
        .toList();
  }

  private List<Job> jobs() {
    return client.batch().v1().jobs().inNamespace(namespace).list().getItems();
  }

  private List<? extends HasMetadata> jobPods() {
    return client.pods().inNamespace(namespace).withLabel("job-name").list().getItems();
  }

  private boolean succeeded(Job job) {
    return job.getStatus() != null && Integer.valueOf(1).equals(job.getStatus().getSucceeded());
  }

  private String log(Job job) {
    return client
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .withName(job.getMetadata().getName())
        .getLog()
        .strip();
  }
}
