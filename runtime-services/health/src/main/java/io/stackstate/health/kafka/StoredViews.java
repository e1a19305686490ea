package io.stackstate.health.kafka;

import io.stackstate.health.outcome.Moment;
import io.stackstate.health.outcome.Outcome;
import io.stackstate.health.outcome.Step;
import io.stackstate.health.view.ViewHealths;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;

/** Reads what the last process has said of the health of views. */
final class StoredViews implements Step {
  private final KafkaClients clients;
  private final ViewHealths views;

  StoredViews(KafkaClients clients, ViewHealths views) {
    this.clients = clients;
    this.views = views;
  }

  @Override
  public void load(BooleanSupplier stopping, long now) {
    try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
      StoredState.readViews(consumer, stopping, views::restore);
    }
  }

  @Override
  public void next(Moment moment, Outcome outcome) {
    // The views themselves are a step.
  }
}
