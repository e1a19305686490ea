package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.stackstate.crds.instance.Autoscaling;
import io.stackstate.crds.instance.Disruption;
import java.util.ArrayList;
import java.util.List;

/** How many pods of a component there are at least while nodes are drained and load changes. */
final class Availability {
  private Availability() {}

  static List<HasMetadata> of(Resolved instance, PlatformService service) {
    List<HasMetadata> objects = new ArrayList<>();
    objects.add(budget(instance, service.component(), service.settings().pdb()));
    if (service.settings().autoscaling() != null && !instance.suspended()) {
      objects.add(autoscaler(instance, service.component(), service.settings().autoscaling()));
    }
    return objects;
  }

  /**
   * @param own null for one pod at a time
   */
  static HasMetadata budget(Resolved instance, Component component, Disruption own) {
    PodDisruptionBudgetBuilder budget =
        new PodDisruptionBudgetBuilder()
            .withMetadata(instance.meta(instance.name(component), component))
            .withNewSpec()
            .withNewSelector()
            .withMatchLabels(Labels.selector(instance.name(), component))
            .endSelector()
            .endSpec();
    if (own != null && own.minAvailable() != null) {
      return budget
          .editSpec()
          .withMinAvailable(new IntOrString(own.minAvailable()))
          .endSpec()
          .build();
    }
    int unavailable = own == null || own.maxUnavailable() == null ? 1 : own.maxUnavailable();
    return budget.editSpec().withMaxUnavailable(new IntOrString(unavailable)).endSpec().build();
  }

  private static HasMetadata autoscaler(
      Resolved instance, Component component, Autoscaling settings) {
    String name = instance.name(component);
    return new HorizontalPodAutoscalerBuilder()
        .withMetadata(instance.meta(name, component))
        .withNewSpec()
        .withNewScaleTargetRef("apps/v1", "Deployment", name)
        .withMinReplicas(settings.minReplicas())
        .withMaxReplicas(settings.maxReplicas())
        .addNewMetric()
        .withType("Resource")
        .withNewResource()
        .withName("cpu")
        .withNewTarget()
        .withType("Utilization")
        .withAverageUtilization(settings.targetCPU())
        .endTarget()
        .endResource()
        .endMetric()
        .endSpec()
        .build();
  }
}
