package io.stackstate.synchronization.event;

/**
 * Which changes are told.
 *
 * @param maxText how many characters of an old or a new text an event has at most
 */
public record EventSettings(boolean components, boolean relations, int maxText) {
  /** Nothing is told. */
  public static final EventSettings NONE = new EventSettings(false, false, 0);

  /**
   * Reads the names of configuration.
   *
   * @param elements {@code none}, {@code components} or {@code all}
   * @throws IllegalArgumentException when it is another
   */
  public static EventSettings of(String elements, int maxText) {
    return switch (elements) {
      case "none" -> new EventSettings(false, false, maxText);
      case "components" -> new EventSettings(true, false, maxText);
      case "all" -> new EventSettings(true, true, maxText);
      default ->
          throw new IllegalArgumentException(
              "stackstate.synchronization.events.elements: found "
                  + elements
                  + ", expected none, components or all");
    };
  }
}
