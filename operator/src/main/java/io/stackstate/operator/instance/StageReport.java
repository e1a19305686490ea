package io.stackstate.operator.instance;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.stackstate.operator.instance.model.StageName;
import io.stackstate.operator.status.Outcome;
import java.util.List;

/**
 * What a stage leaves behind.
 *
 * @param objects those of the stage that exist, as the API server has them
 * @param plan what would change, when only that is wanted
 */
record StageReport(
    StageName stage, Outcome outcome, List<GenericKubernetesResource> objects, List<String> plan) {
  StageReport {
    objects = List.copyOf(objects);
    plan = List.copyOf(plan);
  }

  static StageReport skipped(StageName stage, String message) {
    return new StageReport(stage, new Outcome.Skipped(message), List.of(), List.of());
  }

  StageReport with(Outcome other) {
    return new StageReport(stage, other, objects, plan);
  }
}
