package io.stackstate.health.check;

import io.stackstate.model.check.ElementChecks;
import io.stackstate.model.health.BoundCheckState;
import java.util.List;

/**
 * What is to be checked of an element from now on.
 *
 * @param said the states that its checks had when the last process ended
 */
public record CheckedElement(long element, ElementChecks checks, List<BoundCheckState> said) {
  public CheckedElement {
    said = List.copyOf(said);
  }
}
