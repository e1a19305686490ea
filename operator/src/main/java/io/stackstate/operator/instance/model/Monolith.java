package io.stackstate.operator.instance.model;

import io.stackstate.crds.instance.KafkaType;
import java.util.ArrayList;
import java.util.List;

/** All roles in one process, which the layout Monolith has (deployment sheet, section 1.3). */
final class Monolith {
  private Monolith() {}

  static List<String> roles(Resolved instance) {
    List<String> roles = new ArrayList<>();
    if (instance.has(KafkaType.Embedded)) {
      roles.add("kafka");
    }
    roles.addAll(
        List.of(
            "stackgraph",
            "synchronization",
            "health",
            "automation",
            "telemetry",
            "receiver",
            "api"));
    return List.copyOf(roles);
  }
}
