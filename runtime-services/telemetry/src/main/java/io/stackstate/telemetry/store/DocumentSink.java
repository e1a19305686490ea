package io.stackstate.telemetry.store;

import java.util.List;

/** Where documents go; for one thread. */
public interface DocumentSink {
  /**
   * Stores them; returns when they are safe. What is there already stays as it is, so that they may
   * be given again. A document that can never be stored is counted and left out.
   *
   * @throws StoreUnavailableException when some may be missing: all are to be given again, later
   */
  void write(List<Document> documents) throws StoreUnavailableException;

  /**
   * Does what must be done now and then: to be called often, it knows when.
   *
   * @throws StoreUnavailableException when it could not; it will be done at the next call
   */
  void maintain(long nowMillis) throws StoreUnavailableException;
}
