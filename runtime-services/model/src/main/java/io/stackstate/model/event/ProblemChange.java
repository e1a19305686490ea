package io.stackstate.model.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stackstate.model.change.HealthState;
import java.util.List;

/**
 * A problem was created, updated, subsumed or resolved (health sheet, sections 7.2 and 9.3).
 *
 * @param rootCause the id of the element
 * @param nodes the ids of root cause and contributing elements: as they are after creation or
 *     update, as they were before the problem was subsumed or resolved
 * @param superProblemIds of a subsumed problem: those that it went into
 * @param health the most severe own health among {@code nodes}
 * @param since when the first of them became unhealthy, epoch milliseconds
 */
public record ProblemChange(
    long problemId,
    long rootCause,
    List<Long> nodes,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Long> superProblemIds,
    HealthState health,
    long since) {

  public ProblemChange {
    nodes = List.copyOf(nodes);
    superProblemIds = superProblemIds == null ? List.of() : List.copyOf(superProblemIds);
  }
}
