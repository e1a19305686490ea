package io.stackstate.operator.instance.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import org.junit.jupiter.api.Test;

class PodOverlayTest {
  private static final PodTemplateSpec BASE =
      new PodTemplateSpecBuilder()
          .withNewMetadata()
          .addToLabels("a", "1")
          .endMetadata()
          .withNewSpec()
          .withPriorityClassName("high")
          .addNewContainer()
          .withName("api")
          .withImage("image")
          .withArgs("one", "two")
          .addNewVolumeMount()
          .withName("data")
          .withMountPath("/data")
          .endVolumeMount()
          .endContainer()
          .endSpec()
          .build();

  @Test
  void namedItemsAreMergedAndOtherListsReplaced() throws Exception {
    PodTemplateSpec merged =
        PodOverlay.merge(
            BASE,
            """
            metadata: {labels: {b: "2"}}
            spec:
              priorityClassName: null
              containers:
                - name: api
                  args: [three]
                  volumeMounts:
                    - {name: data, mountPath: /more, subPath: more}
                - {name: sidecar, image: other}
            """,
            "field");

    assertThat(merged.getMetadata().getLabels()).containsOnlyKeys("a", "b");
    assertThat(merged.getSpec().getPriorityClassName()).isNull();
    assertThat(merged.getSpec().getContainers()).hasSize(2);
    var api = merged.getSpec().getContainers().get(0);
    assertThat(api.getImage()).isEqualTo("image");
    assertThat(api.getArgs()).containsExactly("three");
    assertThat(api.getVolumeMounts())
        .extracting(VolumeMount::getMountPath)
        .containsExactly("/data", "/more");
  }

  @Test
  void withoutOverlayNothingChanges() throws Exception {
    assertThat(PodOverlay.merge(BASE, " ", "field")).isEqualTo(BASE);
    assertThat(PodOverlay.merge(BASE, null, "field")).isEqualTo(BASE);
  }

  @Test
  void aPodIsAlwaysSelectedByItsOwnWorkload() throws Exception {
    InstanceModel model =
        Instances.model(
            "podDefaults: {podTemplate: \"metadata: {labels: {app.kubernetes.io/component: x}}\"}");

    var deployment =
        Instances.find(
            model, io.fabric8.kubernetes.api.model.apps.Deployment.class, "demo-receiver");
    assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels())
        .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
  }
}
