package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.CustomResource;
import io.stackstate.crds.ContentSpec;
import io.stackstate.crds.ContentState;
import io.stackstate.crds.Integration;
import io.stackstate.operator.api.ApiClient;
import io.stackstate.operator.api.ApiException;
import io.stackstate.operator.status.Verdict;
import java.util.Map;
import java.util.Optional;

/**
 * What {@link RemoteSync} must know of a kind of resource that stands for something in the
 * platform. Implementations are thread-safe.
 *
 * @param <R> the resource
 * @param <S> its status
 * @param <D> what the resource decides of the remote object; two of them are the same when their
 *     JSON is, so secrets stay out of it and their versions are in it
 */
public interface Content<R extends CustomResource<?, S>, S extends ContentState, D> {
  /** On any content resource; {@code "true"} does the same as {@code spec.suspend}. */
  String PAUSE_ANNOTATION = Integration.GROUP + "/pause-reconciliation";

  /** True when the user wants the platform left alone. */
  default boolean suspended(R resource) {
    Map<String, String> annotations = resource.getMetadata().getAnnotations();
    boolean annotated = annotations != null && "true".equals(annotations.get(PAUSE_ANNOTATION));
    return annotated || resource.getSpec() instanceof ContentSpec spec && spec.suspended();
  }

  /** True when the remote object survives the resource. */
  default boolean retained(R resource) {
    return resource.getSpec() instanceof ContentSpec spec && spec.retained();
  }

  /**
   * The remote object that the spec asks for. It may look at what the spec refers to; it changes
   * nothing that counts when the resource is suspended.
   *
   * @throws ContentException when there is none, or not yet
   */
  D desired(R resource, ApiClient api) throws ContentException, ApiException, InterruptedException;

  /**
   * @param desired empty when the resource is being deleted
   */
  Remote<D> remote(R resource, Optional<D> desired, ApiClient api);

  /**
   * True when the remote object is as desired.
   *
   * @param confirmed whether this is what was applied last: then only what others can change needs
   *     to be compared
   */
  boolean matches(D desired, JsonNode view, boolean confirmed);

  /** True while the platform is removing the object, so that it cannot be written. */
  default boolean deleting(JsonNode view) {
    return false;
  }

  /** How the remote object does. */
  Verdict verdict(JsonNode view);

  /** The status that follows from what was seen; the resource stays as it is. */
  S status(R resource, Observation seen);

  /**
   * What a reconciliation saw.
   *
   * @param view the remote object; empty when it could not be seen, then its fields are kept
   * @param gone true when it was looked for and does not exist
   * @param preview what would change, when nothing may be changed; empty when that is unknown
   */
  record Observation(
      ContentStatus shared, Optional<JsonNode> view, boolean gone, Optional<JsonNode> preview) {}
}
