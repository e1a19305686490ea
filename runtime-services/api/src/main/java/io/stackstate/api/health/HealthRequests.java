package io.stackstate.api.health;

import io.stackstate.model.health.HealthStreamRequest;
import java.io.IOException;

/** Hands what people ask of health streams to {@code health}. Thread-safe. */
public interface HealthRequests {

  /**
   * Returns when the request cannot be lost any more.
   *
   * @throws IOException when Kafka did not take it
   */
  void send(HealthStreamRequest request) throws IOException, InterruptedException;
}
