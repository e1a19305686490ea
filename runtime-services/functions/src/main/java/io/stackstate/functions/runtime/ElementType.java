package io.stackstate.functions.runtime;

/**
 * The type of a component or relation as scripts see it.
 *
 * @param id of its settings node; 0 when there is none
 */
public record ElementType(long id, String name) {
  public long getId() {
    return id;
  }

  public String getName() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }
}
