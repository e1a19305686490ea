package io.stackstate.automation.output.kubernetes;

import io.stackstate.automation.output.OutputKind;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.text.MessageTemplates;
import java.util.Optional;

/** The kind {@code kubernetesEvent} (health sheet, section 13.1 row 15). */
public record KubernetesEventOutput(ClusterHttp cluster) implements OutputKind {
  @Override
  public Maker read(SpecReader spec, MessageTemplates templates) {
    Optional<String> name = spec.optionalText("cluster", 253);
    return cluster.maker(spec, "cluster", templates, api -> new KubernetesEvent(api.api(), name));
  }
}
