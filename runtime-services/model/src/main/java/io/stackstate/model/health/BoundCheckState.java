package io.stackstate.model.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stackstate.model.ElementId;
import io.stackstate.model.change.HealthState;
import java.util.Comparator;
import java.util.List;

/**
 * A check state as it stands at an element.
 *
 * @param id see {@link #id(String, String, String)} for one of a health stream
 * @param stream the urn of the health stream that it comes from
 * @param message markdown; null when there is none
 * @param since when {@code health} last changed, epoch milliseconds
 * @param error why the check has no better state, one of {@code ErrorStateValue} (health sheet,
 *     section 1.1), {@code message} says more; null without error
 * @param expiry when it ends by itself; null when it does not
 * @param details what else a check function said; null when it said nothing else
 */
public record BoundCheckState(
    long id,
    String stream,
    String name,
    HealthState health,
    String message,
    long since,
    String error,
    Expiry expiry,
    @JsonInclude(JsonInclude.Include.NON_NULL) CheckDetails details) {

  /**
   * A state that ends by itself.
   *
   * @param atMillis epoch milliseconds
   * @param to the state that it then becomes
   */
  public record Expiry(long atMillis, HealthState to) {}

  /** A state without error that stays. */
  public BoundCheckState(
      long id, String stream, String name, HealthState health, String message, long since) {
    this(id, stream, name, health, message, since, null, null, null);
  }

  /**
   * Those of the states that are DEVIATING or worse, the most severe first, else in their order.
   */
  public static List<BoundCheckState> failing(List<BoundCheckState> states) {
    return states.stream()
        .filter(state -> state.health().compareTo(HealthState.DEVIATING) >= 0)
        .sorted(Comparator.comparing(BoundCheckState::health).reversed())
        .toList();
  }

  /**
   * The id of a state that a health stream holds.
   *
   * @param subStreamId empty for the default sub stream
   */
  public static long id(String stream, String subStreamId, String checkStateId) {
    return ElementId.of("check state", stream, subStreamId, checkStateId);
  }
}
