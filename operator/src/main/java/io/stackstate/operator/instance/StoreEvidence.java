package io.stackstate.operator.instance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the pods of a version tell about the graph's store: the process that owns it leaves the
 * layout that it found, and its own, as its termination message before it writes anything. Pure.
 */
enum StoreEvidence {
  /** No process of this version has opened the store. */
  UNTOUCHED,
  /** One runs that has never ended: it may be at it. */
  OPENING,
  /** One opened it and has ended; the layout is the one of the version before. */
  KEPT,
  /** One is ready, so it works on the store. */
  IN_USE,
  /** One found an older layout than its own. */
  CONVERTED;

  private static final Set<String> OWNERS = Set.of("server", "api");
  private static final String LABELS = "app.kubernetes.io/";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param objects all objects of the instance, its pods among them
   */
  static StoreEvidence of(String version, List<GenericKubernetesResource> objects) {
    StoreEvidence worst = UNTOUCHED;
    for (GenericKubernetesResource object : objects) {
      if (isOwner(object, version)) {
        StoreEvidence one = of(object);
        worst = one.compareTo(worst) > 0 ? one : worst;
      }
    }
    return worst;
  }

  private static boolean isOwner(GenericKubernetesResource object, String version) {
    Map<String, String> labels = object.getMetadata().getLabels();
    return object.getKind().equals("Pod")
        && labels != null
        && version.equals(labels.get(LABELS + "version"))
        && OWNERS.contains(labels.getOrDefault(LABELS + "component", ""));
  }

  private static StoreEvidence of(GenericKubernetesResource pod) {
    String component = pod.getMetadata().getLabels().get(LABELS + "component");
    List<Map<String, Object>> containers = pod.get("status", "containerStatuses");
    for (Map<String, Object> container :
        containers == null ? List.<Map<String, Object>>of() : containers) {
      if (component.equals(container.get("name"))) {
        return ofContainer(container);
      }
    }
    return UNTOUCHED;
  }

  private static StoreEvidence ofContainer(Map<String, Object> container) {
    StoreEvidence before = ended(container, "lastState");
    StoreEvidence now = ended(container, "state");
    StoreEvidence known = now.compareTo(before) > 0 ? now : before;
    if (known == CONVERTED) {
      return CONVERTED;
    }
    if (Boolean.TRUE.equals(container.get("ready"))) {
      return IN_USE;
    }
    boolean runs = GenericKubernetesResource.get(container, "state", "running") != null;
    return runs && known == UNTOUCHED ? OPENING : known;
  }

  private static StoreEvidence ended(Map<String, Object> container, String state) {
    String message = GenericKubernetesResource.get(container, state, "terminated", "message");
    JsonNode graph = graph(message);
    if (!graph.path("found").isInt() || !graph.path("layout").isInt()) {
      return UNTOUCHED;
    }
    return graph.path("found").asInt() < graph.path("layout").asInt() ? CONVERTED : KEPT;
  }

  /** What is not ours says nothing. */
  private static JsonNode graph(String message) {
    try {
      return JSON.readTree(message == null ? "" : message).path("graph");
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
