package io.stackstate.functions;

/**
 * A declared parameter of a function: query sheet section 7.
 *
 * @param type one of {@link ParameterType}, or a text that we do not know and keep
 * @param multiple it takes a list
 * @param system the platform gives the argument, not the user
 */
public record Parameter(
    String name, String type, boolean required, boolean multiple, boolean system) {
  public ParameterType knownType() {
    return ParameterType.of(type);
  }
}
