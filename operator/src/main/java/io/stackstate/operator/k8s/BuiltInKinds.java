package io.stackstate.operator.k8s;

import java.util.List;

/**
 * The kinds that every Kubernetes from 1.29 on serves, as far as the operator makes or reads them.
 */
final class BuiltInKinds {
  /** What is applied, observed and pruned: no more than the chart gives rights for. */
  static final List<ApiKind> MANAGED =
      List.of(
          namespaced("", "v1", "Secret", "secrets"),
          namespaced("", "v1", "ConfigMap", "configmaps"),
          namespaced("", "v1", "Service", "services"),
          namespaced("", "v1", "ServiceAccount", "serviceaccounts"),
          namespaced("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims"),
          namespaced("apps", "v1", "Deployment", "deployments"),
          namespaced("apps", "v1", "StatefulSet", "statefulsets"),
          namespaced("batch", "v1", "Job", "jobs"),
          namespaced("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets"),
          namespaced("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers"),
          namespaced("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies"),
          namespaced("networking.k8s.io", "v1", "Ingress", "ingresses"),
          namespaced("rbac.authorization.k8s.io", "v1", "Role", "roles"),
          namespaced("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings"));

  /** Only read, to tell why a workload does not come up. */
  static final ApiKind POD = namespaced("", "v1", "Pod", "pods");

  private BuiltInKinds() {}

  private static ApiKind namespaced(String group, String version, String kind, String plural) {
    return new ApiKind(group, version, kind, plural, true);
  }
}
