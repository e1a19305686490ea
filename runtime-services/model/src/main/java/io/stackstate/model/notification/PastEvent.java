package io.stackstate.model.notification;

import io.stackstate.model.intake.TopologyEvent;
import java.util.List;

/**
 * An event of the past, and the elements that it is about as they were then.
 *
 * @param elements those that were there
 */
public record PastEvent(TopologyEvent event, List<PastElement> elements) {
  public PastEvent {
    elements = List.copyOf(elements);
  }
}
