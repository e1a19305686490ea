package io.stackstate.stackgraph.store;

import org.janusgraph.core.JanusGraph;
import org.janusgraph.core.TransactionBuilder;

/** What differs between the stores of JanusGraph. Thread-safe. */
interface Backend extends AutoCloseable {

  JanusGraph graph();

  /** Whether a transaction is stored whole or not at all. */
  boolean isAtomic();

  /**
   * @throws io.stackstate.stackgraph.StoreUnavailableException when it is known not to answer
   */
  void requireReadable();

  /**
   * Begins a transaction that writes, for one writer at a time.
   *
   * @throws io.stackstate.stackgraph.StackGraphException when this process may not write (any more)
   */
  TransactionBuilder writing();

  /** Begins a transaction that takes no locks. */
  TransactionBuilder reading();

  /** Closes the graph and lets another owner open it. */
  @Override
  void close();
}
