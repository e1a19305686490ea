package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.operator.api.ApiException;
import java.util.Optional;

/** What is declared for a resource, and how what it declares does in the platform. */
interface RemoteDeclared extends Remote<DeclaredSettings> {
  /** The settings of the resource. */
  Declaration declaration();

  /** The settings as the platform has them, and how what they declare does. */
  JsonNode withState(JsonNode declared) throws ApiException, InterruptedException;

  @Override
  default Optional<JsonNode> get() throws ApiException, InterruptedException {
    Optional<JsonNode> declared = declaration().get();
    return declared.isEmpty() ? declared : Optional.of(withState(declared.get()));
  }

  @Override
  default JsonNode put(DeclaredSettings desired, Optional<JsonNode> present)
      throws ApiException, InterruptedException {
    return withState(declaration().put(desired, present));
  }

  @Override
  default boolean delete(JsonNode present) throws ApiException, InterruptedException {
    return declaration().delete(present);
  }

  @Override
  default Optional<JsonNode> preview(DeclaredSettings desired)
      throws ApiException, InterruptedException {
    return declaration().preview(desired);
  }
}
