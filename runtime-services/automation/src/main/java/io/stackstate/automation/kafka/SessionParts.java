package io.stackstate.automation.kafka;

import io.stackstate.automation.delivery.Deliveries;
import io.stackstate.automation.engine.Engine;
import io.stackstate.automation.output.Links;
import io.stackstate.automation.output.Outputs;
import io.stackstate.automation.script.Scripting;

/** What a session works with besides Kafka; made anew for each, but for {@code scripting}. */
record SessionParts(
    Engine engine, Outputs outputs, Deliveries deliveries, Links links, Scripting scripting)
    implements AutoCloseable {
  @Override
  public void close() {
    deliveries.close();
    outputs.close();
  }
}
