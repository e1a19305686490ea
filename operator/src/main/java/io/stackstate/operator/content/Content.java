package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.CustomResource;
import io.stackstate.operator.status.Verdict;
import java.util.Optional;

/**
 * What {@link RemoteSync} must know of a kind of resource that stands for one object of the REST
 * API. Implementations are pure and thread-safe.
 *
 * @param <R> the resource
 * @param <D> the remote object as this resource decides it; serialised as the body of the PUT, and
 *     two of them are the same when their JSON is
 */
public interface Content<R extends CustomResource<?, ?>, D> {
  /** Path of the remote object, encoded: {@code /api/integrations/urn%3A...}. */
  String path(R resource);

  /** True when the user wants the platform left alone. */
  boolean suspended(R resource);

  /** True when the remote object survives the resource. */
  boolean retained(R resource);

  /**
   * The remote object that the spec asks for.
   *
   * @throws InvalidSpecException when there is none
   */
  D desired(R resource) throws InvalidSpecException;

  /**
   * The deciding part of a remote object.
   *
   * @param view as the API shows it
   */
  D applied(JsonNode view);

  /** True while the platform is removing the object, so that it cannot be written. */
  boolean deleting(JsonNode view);

  /** How the remote object does. */
  Verdict verdict(JsonNode view);

  /** The shared part of the status; all empty when there is no status yet. */
  ContentStatus status(R resource);

  /**
   * A copy of the resource with a new status; the argument stays as it is.
   *
   * @param view the remote object; empty when it could not be seen, then its fields are kept
   */
  R withStatus(R resource, ContentStatus shared, Optional<JsonNode> view);
}
