package io.stackstate.stackgraph.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.stackgraph.StackGraph;
import java.util.Map;
import java.util.Optional;

/** Follows the change log and folds it into the graph, exactly once. */
public final class Projector implements AutoCloseable {

  public Projector(StackGraph graph, Map<String, Object> kafka, MeterRegistry metrics) {}

  public void start() {
    throw new UnsupportedOperationException();
  }

  /** Whether the graph has reached the end that the log had at start. */
  public boolean ready() {
    throw new UnsupportedOperationException();
  }

  /** Records that the log is ahead of the graph. */
  public long lag() {
    throw new UnsupportedOperationException();
  }

  /** What stopped it for good; empty while it works. */
  public Optional<Throwable> failure() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
