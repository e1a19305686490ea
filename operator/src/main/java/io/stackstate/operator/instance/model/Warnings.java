package io.stackstate.operator.instance.model;

import io.stackstate.crds.instance.ElasticsearchType;
import io.stackstate.crds.instance.KafkaType;
import io.stackstate.crds.instance.Mode;
import java.util.ArrayList;
import java.util.List;

/** What a person should know about a valid spec (deployment sheet, section 13). */
final class Warnings {
  private Warnings() {}

  static List<String> of(Resolved instance) {
    List<String> warnings = new ArrayList<>();
    if (instance.spec().license() != null) {
      warnings.add("spec.license has no effect: no licence key is needed");
    }
    if (instance.spec().baseUrl().startsWith("http://")) {
      warnings.add("spec.baseUrl is http: keys and tokens travel in the clear");
    }
    if (instance.spec().mode() == Mode.NonHA) {
      if (instance.has(KafkaType.Embedded)) {
        warnings.add("spec.kafka.type Embedded is one broker: for evaluation and small sites");
      }
      if (instance.has(ElasticsearchType.Embedded)) {
        warnings.add(
            "spec.elasticsearch.type Embedded is one node: for evaluation and small sites");
      }
    }
    if (KubernetesWiring.wanted(instance)) {
      warnings.add(KubernetesWiring.advice(instance));
    }
    if (OutputRights.events(instance)) {
      warnings.add(OutputRights.advice(instance));
    }
    warnings.addAll(new Monitors(instance).warnings());
    return List.copyOf(warnings);
  }
}
