package io.stackstate.functions;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A function as its settings node defines it. Immutable and valid in itself; whether the body
 * compiles is for {@link FunctionCompiler} to say.
 *
 * @param body a Groovy script, or a template for the template kinds
 * @param asynchronous whether it sees script APIs
 */
public record FunctionDefinition(
    FunctionKind kind,
    String name,
    Optional<String> identifier,
    List<Parameter> parameters,
    String body,
    boolean asynchronous) {
  public FunctionDefinition {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(body, "body");
    parameters = List.copyOf(parameters);
  }

  public boolean isTemplate() {
    return kind.execution() == FunctionKind.Execution.TEMPLATE;
  }
}
