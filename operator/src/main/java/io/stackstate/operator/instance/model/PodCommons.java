package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PodAffinityTermBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.stackstate.crds.instance.AntiAffinity;
import io.stackstate.crds.instance.PodDefaults;
import io.stackstate.crds.instance.TolerationSettings;
import io.stackstate.operator.content.InvalidSpecException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What all pods have that the operator makes itself: {@code spec.podDefaults} and the overlays. */
final class PodCommons {
  private static final String HOST = "kubernetes.io/hostname";
  private static final String ZONE = "topology.kubernetes.io/zone";
  private static final int MOST = 100;

  private final Resolved instance;
  private final Component component;

  PodCommons(Resolved instance, Component component) {
    this.instance = instance;
    this.component = component;
  }

  static Volume emptyDir(String name, String limit) {
    return new VolumeBuilder()
        .withName(name)
        .withNewEmptyDir()
        .withSizeLimit(new Quantity(limit))
        .endEmptyDir()
        .build();
  }

  /**
   * Completes a template.
   *
   * @param overlay the podTemplate of the component; null for none
   * @param field of the spec that the component's settings stand in
   */
  PodTemplateSpec apply(PodTemplateSpec pod, String overlay, String field)
      throws InvalidSpecException {
    PodDefaults defaults = instance.spec().podDefaults();
    addTo(pod.getMetadata().getLabels(), defaults.labels(), pod.getMetadata()::setLabels);
    addTo(
        pod.getMetadata().getAnnotations(),
        defaults.annotations(),
        pod.getMetadata()::setAnnotations);
    PodSpec spec = pod.getSpec();
    spec.setServiceAccountName(OutputRights.account(instance, component));
    spec.setAutomountServiceAccountToken(false);
    spec.setEnableServiceLinks(false);
    spec.setNodeSelector(defaults.nodeSelector());
    spec.setTolerations(defaults.tolerations().stream().map(PodCommons::toleration).toList());
    spec.setPriorityClassName(defaults.priorityClassName());
    spec.setRuntimeClassName(defaults.runtimeClassName());
    spec.setTerminationGracePeriodSeconds(defaults.terminationGracePeriodSeconds());
    spec.setImagePullSecrets(
        instance.spec().images().pullSecrets().stream().map(LocalObjectReference::new).toList());
    spec.setAffinity(affinity());
    if (instance.highlyAvailable()) {
      spec.setTopologySpreadConstraints(List.of(spread()));
    }
    PodTemplateSpec merged =
        PodOverlay.merge(pod, defaults.podTemplate(), "spec.podDefaults.podTemplate");
    merged = PodOverlay.merge(merged, overlay, field + ".podTemplate");
    // Whatever a user says: a pod that its own workload does not select would be made without end.
    Map<String, String> labels = new LinkedHashMap<>(merged.getMetadata().getLabels());
    labels.putAll(Labels.selector(instance.name(), component));
    merged.getMetadata().setLabels(labels);
    return merged;
  }

  private static void addTo(
      Map<String, String> ours,
      Map<String, String> theirs,
      java.util.function.Consumer<Map<String, String>> set) {
    Map<String, String> all = new LinkedHashMap<>(theirs);
    if (ours != null) {
      all.putAll(ours);
    }
    set.accept(all);
  }

  private static Toleration toleration(TolerationSettings settings) {
    return new TolerationBuilder()
        .withKey(settings.key())
        .withOperator(settings.operator().name())
        .withValue(settings.value())
        .withEffect(settings.effect() == null ? null : settings.effect().name())
        .withTolerationSeconds(settings.tolerationSeconds())
        .build();
  }

  private Affinity affinity() {
    AntiAffinity wanted = instance.spec().podDefaults().hostAntiAffinity();
    boolean required =
        wanted == null ? instance.highlyAvailable() : wanted == AntiAffinity.Required;
    PodAffinityTerm term =
        new PodAffinityTermBuilder()
            .withTopologyKey(HOST)
            .withNewLabelSelector()
            .withMatchLabels(Labels.selector(instance.name(), component))
            .endLabelSelector()
            .build();
    if (required) {
      return new AffinityBuilder()
          .withNewPodAntiAffinity()
          .withRequiredDuringSchedulingIgnoredDuringExecution(term)
          .endPodAntiAffinity()
          .build();
    }
    return new AffinityBuilder()
        .withNewPodAntiAffinity()
        .addNewPreferredDuringSchedulingIgnoredDuringExecution()
        .withWeight(MOST)
        .withPodAffinityTerm(term)
        .endPreferredDuringSchedulingIgnoredDuringExecution()
        .endPodAntiAffinity()
        .build();
  }

  private TopologySpreadConstraint spread() {
    return new TopologySpreadConstraintBuilder()
        .withMaxSkew(1)
        .withTopologyKey(ZONE)
        .withWhenUnsatisfiable("ScheduleAnyway")
        .withNewLabelSelector()
        .withMatchLabels(Labels.selector(instance.name(), component))
        .endLabelSelector()
        .build();
  }
}
