package io.stackstate.api.problem;

import io.stackstate.api.http.ApiException;
import io.stackstate.model.change.Problem;
import io.stackstate.topology.TopologySnapshot;
import java.util.List;

/** Where events come from; thread-safe. */
public interface CausingEventSource {

  /** Events that are older than this, epoch milliseconds, are no longer kept. */
  long keptSinceMillis();

  /**
   * The events about the members of a problem, in no particular order.
   *
   * @param snapshot as the caller sees it
   * @param scoped whether that is a part only
   * @param fromMillis epoch milliseconds, included, as is {@code toMillis}
   * @throws ApiException 503, while the store of events does not answer
   */
  List<CausingEvent> find(
      TopologySnapshot snapshot, boolean scoped, Problem problem, long fromMillis, long toMillis);
}
