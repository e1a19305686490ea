package io.stackstate.model.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stackstate.model.change.HealthState;
import java.util.List;

/**
 * An event that said something of a {@link Member}, as far as the member does not say it.
 *
 * @param type of the event, as it is stored
 * @param id of the event
 * @param at when it happened, epoch milliseconds
 * @param before the state before, or null
 * @param after the state since then, or null
 * @param via ids of the elements that a propagated state came through
 * @param superProblems ids of the problems that a problem went into
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Cause(
    String type,
    String id,
    long at,
    HealthState before,
    HealthState after,
    List<Long> via,
    List<Long> superProblems) {
  public Cause {
    via = via == null ? List.of() : List.copyOf(via);
    superProblems = superProblems == null ? List.of() : List.copyOf(superProblems);
  }
}
