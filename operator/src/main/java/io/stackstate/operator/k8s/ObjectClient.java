package io.stackstate.operator.k8s;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Preconditions;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;

/**
 * The calls to the API server that writing needs; each method is one request. Failures are {@link
 * KubernetesClientException}. Thread-safe.
 */
public class ObjectClient {
  /** Owner of the fields that the operator sets. */
  public static final String FIELD_MANAGER = "stackstate-operator";

  private final KubernetesClient client;
  private final String fieldValidation;

  /** Leaves it to the API server what becomes of fields that it does not know. */
  public ObjectClient(KubernetesClient client) {
    this(client, null);
  }

  /**
   * @param fieldValidation {@code Strict} refuses fields that the API server does not know; null:
   *     its default
   */
  public ObjectClient(KubernetesClient client, String fieldValidation) {
    this.client = client;
    this.fieldValidation = fieldValidation;
  }

  /** The object as the API server has it now. */
  public Optional<GenericKubernetesResource> get(ApiKind kind, ObjectId id) {
    return Optional.ofNullable(named(kind, id).get());
  }

  /**
   * Server-side apply.
   *
   * @param force false fails with 409 when another manager owns a field and wants another value
   */
  public GenericKubernetesResource apply(
      ApiKind kind, GenericKubernetesResource desired, boolean force) {
    return patch(kind, desired, force, false);
  }

  /** Server-side apply by force, in the name of another manager than {@link #FIELD_MANAGER}. */
  public GenericKubernetesResource applyAs(
      String manager, ApiKind kind, GenericKubernetesResource desired) {
    return item(kind, desired).patch(context(manager, true, false), Serialization.asJson(desired));
  }

  /** What the object would be after {@link #apply}, by force; nothing is changed. */
  public GenericKubernetesResource dryRun(ApiKind kind, GenericKubernetesResource desired) {
    return patch(kind, desired, true, true);
  }

  private GenericKubernetesResource patch(
      ApiKind kind, GenericKubernetesResource desired, boolean force, boolean dryRun) {
    return item(kind, desired)
        .patch(context(FIELD_MANAGER, force, dryRun), Serialization.asJson(desired));
  }

  private PatchContext context(String manager, boolean force, boolean dryRun) {
    return new PatchContext.Builder()
        .withPatchType(PatchType.SERVER_SIDE_APPLY)
        .withFieldManager(manager)
        .withForce(force)
        .withDryRun(dryRun ? List.of("All") : null)
        .withFieldValidation(fieldValidation)
        .build();
  }

  /** JSON merge patch in the name of our field manager. */
  public GenericKubernetesResource mergePatch(
      ApiKind kind, GenericKubernetesResource object, String patch) {
    PatchContext context =
        new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(FIELD_MANAGER)
            .build();
    return item(kind, object).patch(context, patch);
  }

  /**
   * Deletes exactly this object: one that took its name meanwhile stays.
   *
   * @param seen with uid and resourceVersion
   */
  public void delete(
      ApiKind kind, GenericKubernetesResource seen, DeletionPropagation propagation) {
    DeleteOptions options = new DeleteOptions();
    options.setPropagationPolicy(propagation.toString());
    options.setPreconditions(
        new Preconditions(seen.getMetadata().getResourceVersion(), seen.getMetadata().getUid()));
    client.raw(path(kind, seen), "DELETE", options);
  }

  private static String path(ApiKind kind, GenericKubernetesResource object) {
    String root = kind.group().isEmpty() ? "/api/" : "/apis/";
    String namespace =
        kind.namespaced() ? "/namespaces/" + object.getMetadata().getNamespace() : "";
    String name = object.getMetadata().getName();
    return root + kind.apiVersion() + namespace + "/" + kind.plural() + "/" + name;
  }

  /** The client asks the server for an object that it is not given, so it is given. */
  private Resource<GenericKubernetesResource> item(ApiKind kind, GenericKubernetesResource object) {
    var all = client.genericKubernetesResources(kind.context());
    return kind.namespaced()
        ? all.inNamespace(object.getMetadata().getNamespace()).resource(object)
        : all.resource(object);
  }

  private Resource<GenericKubernetesResource> named(ApiKind kind, ObjectId id) {
    var all = client.genericKubernetesResources(kind.context());
    return kind.namespaced()
        ? all.inNamespace(id.namespace()).withName(id.name())
        : all.withName(id.name());
  }
}
