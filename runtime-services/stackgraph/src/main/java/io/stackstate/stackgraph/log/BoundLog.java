package io.stackstate.stackgraph.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import io.stackstate.stackgraph.StackGraphException;
import io.stackstate.stackgraph.store.GraphDatabase;
import io.stackstate.stackgraph.store.GraphSchema;
import io.stackstate.stackgraph.store.GraphTransaction;
import io.stackstate.stackgraph.store.VertexIds;
import java.io.IOException;

/** Keeps the {@link LogBinding} of a graph in the graph. Thread-safe. */
public final class BoundLog {
  private volatile LogBinding binding;

  public BoundLog(GraphDatabase database) {
    binding =
        database.read(tx -> tx.data(VertexIds.LOG)).map(BoundLog::read).orElse(LogBinding.UNKNOWN);
  }

  public LogBinding get() {
    return binding;
  }

  /** Stores a binding as part of a transaction; {@link #committed} makes it the one that counts. */
  public void put(GraphTransaction tx, LogBinding next) {
    tx.putData(VertexIds.LOG, GraphSchema.ROOT, write(next));
  }

  /** The transaction that stored a binding is on disk. */
  public void committed(LogBinding next) {
    binding = next;
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
