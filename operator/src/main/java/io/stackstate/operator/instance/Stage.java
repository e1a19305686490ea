package io.stackstate.operator.instance;

import io.stackstate.operator.instance.model.StageName;
import java.util.Set;

/** One step in which an instance is brought about; small, stateless, thread-safe. */
interface Stage {
  /** Which objects it is about. */
  StageName name();

  /** The stages that must be done before this one may run. */
  Set<StageName> needs();

  /**
   * @throws io.fabric8.kubernetes.client.KubernetesClientException never: it is reported
   */
  StageReport run(InstanceContext context);
}
