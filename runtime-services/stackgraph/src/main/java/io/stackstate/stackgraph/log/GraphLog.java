package io.stackstate.stackgraph.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import io.stackstate.stackgraph.StackGraphException;
import io.stackstate.stackgraph.history.History;
import io.stackstate.stackgraph.store.GraphDatabase;
import io.stackstate.stackgraph.store.GraphSchema;
import io.stackstate.stackgraph.store.GraphTransaction;
import io.stackstate.stackgraph.store.VertexIds;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** How a graph stands to the change log that it follows. Thread-safe. */
public final class GraphLog {
  private final GraphDatabase database;
  private final History history;
  private volatile LogBinding binding;

  public GraphLog(GraphDatabase database, History history) {
    this.database = database;
    this.history = history;
    this.binding =
        database.read(tx -> tx.data(VertexIds.LOG)).map(GraphLog::read).orElse(LogBinding.UNKNOWN);
  }

  public LogBinding binding() {
    return binding;
  }

  /**
   * The number that the newest commit in the graph has in the log; -1 before the first. Differs
   * from that in the graph when the log was written anew.
   */
  public long appliedCommit() {
    return Math.max(-1, history.appliedCommit() - binding.base());
  }

  /**
   * Remembers the id of the log that the graph was made from.
   *
   * @throws IllegalStateException when it is bound to one
   */
  public void bind(String logId) {
    if (binding.logId() != null) {
      throw new IllegalStateException("the graph follows the log " + binding.logId() + " already");
    }
    LogBinding next = new LogBinding(logId, binding.base());
    binding =
        database.write(
            tx -> {
              put(tx, next);
              return next;
            });
  }

  /**
   * Goes on with another log, which holds the present of this graph and nothing else: history is
   * kept, and the next commits are numbered on from here. One transaction; only while nothing else
   * is applied.
   *
   * @param lastOffset of the last record in it
   * @param resumeOffset where to go on
   * @param timeMillis of that record
   */
  public void continueOn(String logId, long lastOffset, long resumeOffset, long timeMillis) {
    LogBinding next = new LogBinding(logId, history.appliedCommit() + 1);
    Commit nothing =
        new Commit(
            next.base() + lastOffset, Math.max(timeMillis, history.appliedMillis()), List.of());
    history.append(List.of(nothing), resumeOffset, tx -> put(tx, next));
    binding = next;
  }

  /** Every record that is the newest of its key and no tombstone, problems included. */
  public void forEachPresentRecord(Consumer<Change> visitor) {
    new PresentRecords(history::forEachRecord).forEach(visitor);
  }

  private static void put(GraphTransaction tx, LogBinding binding) {
    tx.putData(VertexIds.LOG, GraphSchema.ROOT, write(binding));
  }

  private static byte[] write(LogBinding binding) {
    try {
      return Json.mapper().writeValueAsBytes(binding);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static LogBinding read(byte[] data) {
    try {
      return Json.mapper().readValue(data, LogBinding.class);
    } catch (IOException e) {
      throw new StackGraphException("what the graph says of its change log cannot be read", e);
    }
  }
}
