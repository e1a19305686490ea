package io.stackstate.operator.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Says what {@link Applier} would do, and does nothing: each object is applied as a dry run, and
 * the paths at which the answer differs from what there is are the plan. Values are not shown,
 * since they may be secret. Thread-safe.
 */
public final class Planner {
  private final ObjectClient client;
  private final ClusterFacts facts;

  public Planner(ObjectClient client, ClusterFacts facts) {
    this.client = client;
    this.facts = facts;
  }

  /** Plans on behalf of an owner. */
  public ObjectWriter forOwner(Ownership owner) {
    return desired -> plan(owner, desired);
  }

  private Written plan(Ownership owner, HasMetadata wish) {
    ObjectId id = ObjectId.of(wish);
    Optional<ApiKind> kind = facts.find(wish.getApiVersion(), wish.getKind());
    if (kind.isEmpty()) {
      return KubeFailure.crdMissing(id.group(), id.kind());
    }
    try {
      Optional<GenericKubernetesResource> live = client.get(kind.get(), id);
      if (live.isEmpty()) {
        return new Written.Planned(List.of("create " + id));
      }
      if (!owner.mayWrite(live.get())) {
        return new Written.Planned(List.of("refuse " + id + ": it is not of this resource"));
      }
      GenericKubernetesResource after =
          client.dryRun(kind.get(), ObjectHash.stamped(wish, owner.uid()));
      return new Written.Planned(changes(id, live.get(), after));
    } catch (KubernetesClientException e) {
      if (KubeFailure.isImmutable(e)) {
        return new Written.Planned(List.of("recreate " + id + ": " + KubeFailure.text(e)));
      }
      return KubeFailure.blocked(e, "patch", id).orElseThrow(() -> e);
    }
  }

  private static List<String> changes(
      ObjectId id, GenericKubernetesResource before, GenericKubernetesResource after) {
    TreeSet<String> paths = new TreeSet<>();
    compare("", tree(before), tree(after), paths);
    List<String> lines = new ArrayList<>();
    paths.forEach(path -> lines.add("change " + id + " " + path));
    return lines;
  }

  private static JsonNode tree(GenericKubernetesResource object) {
    ObjectNode tree = ObjectTree.of(object);
    tree.remove("status");
    ObjectNode meta = (ObjectNode) tree.get("metadata");
    meta.remove(List.of("managedFields", "resourceVersion", "generation"));
    if (meta.get("annotations") instanceof ObjectNode annotations) {
      annotations.remove(ObjectHash.ANNOTATION);
    }
    return tree;
  }

  private static void compare(String path, JsonNode before, JsonNode after, TreeSet<String> out) {
    if (before == null || after == null || before.getNodeType() != after.getNodeType()) {
      if (!java.util.Objects.equals(before, after)) {
        out.add(path);
      }
    } else if (before.isObject()) {
      TreeSet<String> names = new TreeSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      names.forEach(n -> compare(path + "." + n, before.get(n), after.get(n), out));
    } else if (before.isArray() && before.size() == after.size()) {
      for (int i = 0; i < before.size(); i++) {
        compare(path + "[" + i + "]", before.get(i), after.get(i), out);
      }
    } else if (!before.equals(after)) {
      out.add(path);
    }
  }
}
