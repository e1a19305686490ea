package io.stackstate.automation.notify;

import io.stackstate.automation.output.CloseReason;
import io.stackstate.automation.output.Transition;
import io.stackstate.model.notification.GroupState;
import java.util.Set;

/**
 * Something to be told, not yet in words.
 *
 * @param group as it was when this was decided
 * @param closeReason of a close, otherwise null
 * @param flapping whether its state changes too often to be told
 * @param outputs the names of those to tell
 */
public record Message(
    GroupState group,
    Transition transition,
    CloseReason closeReason,
    boolean flapping,
    Set<String> outputs) {

  public Message {
    outputs = Set.copyOf(outputs);
  }
}
