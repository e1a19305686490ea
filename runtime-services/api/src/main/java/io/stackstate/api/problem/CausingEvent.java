package io.stackstate.api.problem;

import io.stackstate.api.http.JsonBody;
import java.util.List;

/**
 * An event that may tell the cause of a problem.
 *
 * @param type in any spelling
 * @param timeMillis epoch milliseconds
 * @param elements the ids of those elements of the problem that it is about
 * @param json the event as clients get it
 */
public record CausingEvent(
    String id, String type, String category, long timeMillis, List<Long> elements, JsonBody json) {
  public CausingEvent {
    elements = List.copyOf(elements);
  }
}
