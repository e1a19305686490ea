package io.stackstate.synchronization.kafka;

import java.util.Map;
import java.util.function.BooleanSupplier;

/** One life of the service between two rebuilds of its state. */
final class SyncSession implements AutoCloseable {
  SyncSession(SyncConfig config, Map<String, Object> kafka, SyncMetrics metrics) {}

  void run(BooleanSupplier stopping, Runnable ready) {
    ready.run();
  }

  @Override
  public void close() {}
}
