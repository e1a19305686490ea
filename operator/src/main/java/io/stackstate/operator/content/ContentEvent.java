package io.stackstate.operator.content;

/**
 * Something that happened to a resource and that a person may want to know.
 *
 * @param reason CamelCase, for programs
 */
public record ContentEvent(Type type, String reason, String message) {
  /** The two types that Kubernetes has. */
  public enum Type {
    Normal,
    Warning
  }

  static ContentEvent normal(String reason, String message) {
    return new ContentEvent(Type.Normal, reason, message);
  }

  static ContentEvent warning(String reason, String message) {
    return new ContentEvent(Type.Warning, reason, message);
  }
}
