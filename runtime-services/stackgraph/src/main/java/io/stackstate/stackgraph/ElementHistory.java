package io.stackstate.stackgraph;

import io.stackstate.model.change.HealthState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The versions of one component or relation in an interval (query sheet, 12.4, P7 and P8).
 * Immutable.
 *
 * @param atStart the element at the beginning of the interval, after all commits up to and
 *     including that millisecond; empty when it was not there
 * @param versions what happened after that, in the order of the commits; a commit that wrote the
 *     element but changed nothing is left out
 */
public record ElementHistory(
    long elementId,
    long fromMillis,
    long toMillis,
    Optional<ElementState> atStart,
    List<ElementVersion> versions) {

  /** The health from an instant on, until the next entry. */
  public record HealthSince(long timeMillis, HealthState health, HealthState propagatedHealth) {}

  public ElementHistory {
    versions = List.copyOf(versions);
  }

  /** The element at the end of the interval; empty when it is not there. */
  public Optional<ElementState> atEnd() {
    return versions.isEmpty()
        ? atStart
        : Optional.ofNullable(versions.get(versions.size() - 1).change().after());
  }

  /** Whether the element was there at some time of the interval. */
  public boolean everExisted() {
    return atStart.isPresent() || !versions.isEmpty();
  }

  /**
   * Its health as a list of changes, oldest first: the first entry is the health at the start (or
   * when the element was created), each following one differs from that before it. While the
   * element is not there it is {@code UNKNOWN}.
   */
  public List<HealthSince> healthChanges() {
    List<HealthSince> changes = new ArrayList<>();
    atStart.ifPresent(state -> changes.add(since(fromMillis, state)));
    for (ElementVersion version : versions) {
      HealthSince next = since(version.timeMillis(), version.change().after());
      HealthSince last = changes.isEmpty() ? null : changes.get(changes.size() - 1);
      if (last == null
          || last.health() != next.health()
          || last.propagatedHealth() != next.propagatedHealth()) {
        changes.add(next);
      }
    }
    return List.copyOf(changes);
  }

  private static HealthSince since(long timeMillis, ElementState state) {
    return state == null
        ? new HealthSince(timeMillis, HealthState.UNKNOWN, HealthState.UNKNOWN)
        : new HealthSince(timeMillis, state.health(), state.propagatedHealth());
  }
}
