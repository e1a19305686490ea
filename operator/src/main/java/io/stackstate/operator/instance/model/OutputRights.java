package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * What event handlers that write to the cluster itself need: a token in the pods that run them, and
 * rights in the namespace of the instance, none of which the operator lacks itself (health sheet,
 * section 13.1 row 15). In the layout Split these pods have a ServiceAccount of their own.
 */
final class OutputRights {
  private static final String AUTOMATION = "automation";
  private static final String FOLDER = "/var/run/secrets/stackstate.io/automation";
  private static final String SECTION = "stackstate.automation.outputs.kubernetes.";
  private static final String RBAC = "rbac.authorization.k8s.io";

  private OutputRights() {}

  static boolean wanted(Resolved instance) {
    return events(instance) || jobs(instance);
  }

  static boolean events(Resolved instance) {
    return Boolean.TRUE.equals(instance.spec().automation().kubernetesEvents().enabled());
  }

  private static boolean jobs(Resolved instance) {
    return Boolean.TRUE.equals(instance.spec().automation().kubernetesJobs().enabled());
  }

  /** The account of the pods of a component. */
  static String account(Resolved instance, Component component) {
    return component == Component.SYNCHRONIZATION ? account(instance) : instance.name();
  }

  /** The account of the pods that run event handlers. */
  static String account(Resolved instance) {
    return wanted(instance) && !instance.monolith() ? instance.name(AUTOMATION) : instance.name();
  }

  /** Empty unless the spec wants it. */
  static Wiring of(Resolved instance) {
    Wiring wiring = new Wiring();
    if (wanted(instance)) {
      wiring
          .settings()
          .put(SECTION + "serviceAccount", FOLDER)
          .put(SECTION + "namespace", instance.namespace());
      wiring.apiServerAccess("automation-account", FOLDER);
    }
    return wiring;
  }

  /** Role and binding; empty unless the spec wants it. */
  static List<HasMetadata> objects(Resolved instance) {
    if (!wanted(instance)) {
      return List.of();
    }
    return List.of(
        new RoleBuilder()
            .withMetadata(instance.meta(instance.name(AUTOMATION)))
            .withRules(rules(instance))
            .build(),
        new RoleBindingBuilder()
            .withMetadata(instance.meta(instance.name(AUTOMATION)))
            .withNewRoleRef(RBAC, "Role", instance.name(AUTOMATION))
            .addNewSubject("", "ServiceAccount", account(instance), instance.namespace())
            .build());
  }

  private static List<PolicyRule> rules(Resolved instance) {
    List<PolicyRule> rules = new ArrayList<>();
    if (events(instance)) {
      rules.add(rule("events.k8s.io", List.of("events"), "create", "patch"));
      // Of what an event is about its uid is read: by it "kubectl describe" finds events.
      rules.add(rule("", List.of("pods", "services", "persistentvolumeclaims"), "get"));
      rules.add(rule("apps", List.of("deployments", "statefulsets"), "get"));
      rules.add(rule("batch", List.of("jobs"), "get"));
      rules.add(rule("networking.k8s.io", List.of("ingresses"), "get"));
      rules.add(rule("stackstate.io", List.of("eventhandlers"), "get"));
    }
    if (jobs(instance)) {
      rules.add(rule("batch", List.of("cronjobs"), "get"));
      rules.add(rule("batch", List.of("jobs"), "create"));
    }
    return rules;
  }

  private static PolicyRule rule(String group, List<String> resources, String... verbs) {
    return new PolicyRuleBuilder()
        .withApiGroups(group)
        .withResources(resources)
        .withVerbs(verbs)
        .build();
  }

  /** What is not the operator's to give, since it may be limited to namespaces itself. */
  static String advice(Resolved instance) {
    return ("spec.automation.kubernetesEvents: events about objects outside of this namespace need"
            + " a right of the cluster, unless the service account has it already: kubectl create"
            + " clusterrole stackstate-events --verb=create,patch --resource=events.events.k8s.io;"
            + " kubectl create clusterrolebinding %2$s-%1$s-events --clusterrole=stackstate-events"
            + " --serviceaccount=%2$s:%3$s")
        .formatted(instance.name(), instance.namespace(), account(instance));
  }
}
