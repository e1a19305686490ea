package io.stackstate.automation.output.kubernetes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An object of Kubernetes that an event can regard.
 *
 * @param group with version, as in {@code apps/v1}
 * @param plural as in paths
 * @param namespace empty for one of the cluster
 * @param container of a pod, or empty
 */
record ClusterObject(
    String group, String kind, String plural, String namespace, String name, String container) {
  private static final Pattern NAMESPACED =
      Pattern.compile(
          "urn:(?:kubernetes|openshift):/([^:/]+):([^:/]+):([a-z-]+)/([^:/]+)"
              + "(?::container/([^:/]+))?");
  private static final Pattern OF_CLUSTER =
      Pattern.compile(
          "urn:(?:kubernetes|openshift):/([^:/]+):(node|namespace|persistent-volume)"
              + "/([^:/]+)");
  private static final Pattern HANDLER =
      Pattern.compile("urn:stackstate:event-handler:([a-z0-9.-]+):([a-z0-9.-]+)");
  private static final Map<String, String[]> TYPES =
      Map.ofEntries(
          Map.entry("pod", new String[] {"v1", "Pod", "pods"}),
          Map.entry("service", new String[] {"v1", "Service", "services"}),
          Map.entry("configmap", new String[] {"v1", "ConfigMap", "configmaps"}),
          Map.entry("node", new String[] {"v1", "Node", "nodes"}),
          Map.entry("namespace", new String[] {"v1", "Namespace", "namespaces"}),
          Map.entry(
              "persistent-volume", new String[] {"v1", "PersistentVolume", "persistentvolumes"}),
          Map.entry(
              "persistent-volume-claim",
              new String[] {"v1", "PersistentVolumeClaim", "persistentvolumeclaims"}),
          Map.entry("deployment", new String[] {"apps/v1", "Deployment", "deployments"}),
          Map.entry("replicaset", new String[] {"apps/v1", "ReplicaSet", "replicasets"}),
          Map.entry("statefulset", new String[] {"apps/v1", "StatefulSet", "statefulsets"}),
          Map.entry("daemonset", new String[] {"apps/v1", "DaemonSet", "daemonsets"}),
          Map.entry("job", new String[] {"batch/v1", "Job", "jobs"}),
          Map.entry("cronjob", new String[] {"batch/v1", "CronJob", "cronjobs"}),
          Map.entry("ingress", new String[] {"networking.k8s.io/v1", "Ingress", "ingresses"}));

  /**
   * The object that an element stands for (intake sheet, section 10.2).
   *
   * @param identifier of the element
   * @param cluster the name under which agents report the cluster; others have other objects
   */
  static Optional<ClusterObject> ofElement(String identifier, String cluster) {
    Matcher own = OF_CLUSTER.matcher(identifier);
    if (own.matches() && own.group(1).equals(cluster)) {
      return Optional.of(of(own.group(2), "", own.group(3), ""));
    }
    Matcher in = NAMESPACED.matcher(identifier);
    if (!in.matches() || !in.group(1).equals(cluster) || !TYPES.containsKey(in.group(3))) {
      return Optional.empty();
    }
    String container = in.group(5) == null ? "" : in.group(5);
    return Optional.of(of(in.group(3), in.group(2), in.group(4), container));
  }

  private static ClusterObject of(String type, String namespace, String name, String container) {
    String[] api = TYPES.get(type);
    return new ClusterObject(api[0], api[1], api[2], namespace, name, container);
  }

  /** The resource that declares a handler; empty for one that was made by REST. */
  static Optional<ClusterObject> ofHandler(String identifier) {
    Matcher matcher = HANDLER.matcher(identifier == null ? "" : identifier);
    return matcher.matches()
        ? Optional.of(
            new ClusterObject(
                "stackstate.io/v1alpha1",
                "EventHandler",
                "eventhandlers",
                matcher.group(1),
                matcher.group(2),
                ""))
        : Optional.empty();
  }

  String path() {
    String api = group.equals("v1") ? "/api/v1" : "/apis/" + group;
    return api
        + (namespace.isEmpty() ? "" : "/namespaces/" + namespace)
        + "/"
        + plural
        + "/"
        + name;
  }

  /** Events about objects of the cluster are kept in the namespace {@code default}. */
  String eventNamespace() {
    return namespace.isEmpty() ? "default" : namespace;
  }

  ObjectNode reference(Optional<String> uid) {
    ObjectNode reference = JsonNodeFactory.instance.objectNode();
    reference.put("apiVersion", group).put("kind", kind).put("name", name);
    if (!namespace.isEmpty()) {
      reference.put("namespace", namespace);
    }
    if (!container.isEmpty()) {
      reference.put("fieldPath", "spec.containers{" + container + "}");
    }
    uid.ifPresent(value -> reference.put("uid", value));
    return reference;
  }
}
