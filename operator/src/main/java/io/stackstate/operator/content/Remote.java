package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.operator.api.ApiException;
import java.util.Optional;

/**
 * The object in the platform that a resource stands for, within one reconciliation. For one thread.
 *
 * @param <D> the object as the resource decides it
 */
public interface Remote<D> {
  /** How messages name it. */
  String name();

  /** As the platform has it; empty when there is none. */
  Optional<JsonNode> get() throws ApiException, InterruptedException;

  /**
   * Creates it, or makes it what is desired.
   *
   * @param present as {@link #get} answered
   * @return as the platform now has it
   */
  JsonNode put(D desired, Optional<JsonNode> present)
      throws ContentException, ApiException, InterruptedException;

  /**
   * Begins its removal.
   *
   * @param present as {@link #get} answered
   * @return false when there was none
   */
  boolean delete(JsonNode present) throws ApiException, InterruptedException;

  /** What {@link #put} would change, where the platform can tell; empty otherwise. */
  default Optional<JsonNode> preview(D desired) throws ApiException, InterruptedException {
    return Optional.empty();
  }
}
