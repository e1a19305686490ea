package io.stackstate.automation.kafka;

import io.stackstate.automation.delivery.Deliveries;
import io.stackstate.automation.engine.Engine;
import io.stackstate.automation.output.Links;
import io.stackstate.automation.output.Outputs;

/** What a session works with besides Kafka; made anew for each. */
record SessionParts(Engine engine, Outputs outputs, Deliveries deliveries, Links links)
    implements AutoCloseable {
  @Override
  public void close() {
    deliveries.close();
    outputs.close();
  }
}
