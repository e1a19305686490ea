package io.stackstate.automation.output.kubernetes;

import io.stackstate.automation.output.OutputKind;
import io.stackstate.automation.output.Transition;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.spec.Transitions;
import io.stackstate.automation.output.text.MessageTemplates;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The kind {@code kubernetesJob} (health sheet, section 13.1 row 15). */
public record KubernetesJobOutput(ClusterHttp cluster) implements OutputKind {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");
  private static final int LONGEST_NAME = 52;

  @Override
  public Maker read(SpecReader spec, MessageTemplates templates) {
    String cronJob = spec.text("cronJob", LONGEST_NAME);
    if (!cronJob.isEmpty() && !NAME.matcher(cronJob).matches()) {
      spec.finding("cronJob", "\"" + cronJob + "\"", "the name of a CronJob");
    }
    Set<Transition> transitions = Transitions.read(spec);
    Map<String, String> metadata = spec.map("metadata");
    return cluster.maker(
        spec, "cronJob", templates, api -> new KubernetesJob(api, cronJob, transitions, metadata));
  }
}
