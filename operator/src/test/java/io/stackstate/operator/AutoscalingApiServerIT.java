package io.stackstate.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An autoscaler scales the receiver, and the operator lets it. */
class AutoscalingApiServerIT extends InstanceScene {
  private static final String RECEIVER = "demo-receiver";

  @Test
  void theNumberOfPodsBelongsToTheAutoscalerWhileThereIsOne() {
    server.apply(
        TestResources.instance(
            namespace,
            "demo",
            "{baseUrl: 'https://a.b', mode: NonHA, services: {receiver: {replicas: 3}}}"));
    awaitReady();
    assertThat(replicas()).isEqualTo(3);

    patch("{\"replicas\": null, \"autoscaling\": {\"minReplicas\": 2, \"maxReplicas\": 6}}");
    awaitReady();
    soon(() -> assertThat(autoscaler().getSpec().getMaxReplicas()).isEqualTo(6));
    assertThat(replicas()).as("turning it on stops no pod").isEqualTo(3);
    assertThat(deployment().getMetadata().getManagedFields())
        .filteredOn(entry -> "stackstate-operator".equals(entry.getManager()))
        .noneMatch(entry -> entry.getFieldsV1().toString().contains("f:replicas"));

    client.apps().deployments().inNamespace(namespace).withName(RECEIVER).scale(5);
    int before = operator.writes().size();
    awaitReady();
    force();
    awaitReady();
    assertThat(replicas()).isEqualTo(5);
    assertThat(writesOfDeployments(before)).isEmpty();

    patch("{\"replicas\": 1, \"autoscaling\": null}");
    awaitReady();
    soon(() -> assertThat(replicas()).as("ours again").isEqualTo(1));
    soon(() -> assertThat(autoscaler()).isNull());
  }

  private List<String> writesOfDeployments(int from) {
    List<String> writes = operator.writes();
    return writes.subList(from, writes.size()).stream()
        .filter(write -> write.endsWith("/deployments/" + RECEIVER))
        .toList();
  }

  private void patch(String receiver) {
    client
        .resource(instance())
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\": {\"services\": {\"receiver\": " + receiver + "}}}");
  }

  private int replicas() {
    return deployment().getSpec().getReplicas();
  }

  private Deployment deployment() {
    return client.apps().deployments().inNamespace(namespace).withName(RECEIVER).get();
  }

  private HorizontalPodAutoscaler autoscaler() {
    return client
        .autoscaling()
        .v2()
        .horizontalPodAutoscalers()
        .inNamespace(namespace)
        .withName(RECEIVER)
        .get();
  }
}
