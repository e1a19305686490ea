package io.stackstate.stackgraph.log;

import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.stackgraph.StackGraphException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The newest record of every key that is not deleted, out of all records of a history. Goes through
 * them twice instead of holding them, so that memory is needed for the keys alone.
 */
public final class PresentRecords {
  private final Consumer<Consumer<Change>> history;
  private final Map<ChangeKey, Long> newest = new HashMap<>();
  private long visits;

  /**
   * @param history visits its records from the oldest to the newest, the same each time
   */
  public PresentRecords(Consumer<Consumer<Change>> history) {
    this.history = history;
    history.accept(change -> newest.put(change.key(), visits++));
  }

  /**
   * Visits each once; for one time.
   *
   * @throws StackGraphException when the history was not the same this time
   */
  public void forEach(Consumer<Change> visitor) {
    long[] visit = new long[1];
    history.accept(
        change -> {
          boolean isNewest = Long.valueOf(visit[0]++).equals(newest.get(change.key()));
          if (isNewest && !change.isDelete()) {
            visitor.accept(change);
          }
        });
    if (visit[0] != visits) {
      throw new StackGraphException(
          "the history changed while it was read: found "
              + visit[0]
              + " records, expected "
              + visits
              + "; run stackstate graph verify, then try again");
    }
  }
}
