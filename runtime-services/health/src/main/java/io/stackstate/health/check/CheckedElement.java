package io.stackstate.health.check;

import io.stackstate.model.check.ElementChecks;
import io.stackstate.model.health.BoundCheckState;
import java.util.List;

/**
 * What is to be checked of an element from now on.
 *
 * @param identifiers by which events name the element; not needed when no check wants anomalies
 * @param said the states that its checks had when the last process ended
 */
public record CheckedElement(
    long element, ElementChecks checks, List<String> identifiers, List<BoundCheckState> said) {
  public CheckedElement {
    identifiers = List.copyOf(identifiers);
    said = List.copyOf(said);
  }

  /** One that events of the platform do not concern. */
  public CheckedElement(long element, ElementChecks checks, List<BoundCheckState> said) {
    this(element, checks, List.of(), said);
  }
}
