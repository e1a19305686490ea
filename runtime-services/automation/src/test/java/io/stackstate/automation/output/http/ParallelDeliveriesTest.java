package io.stackstate.automation.output.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.automation.output.Delivery;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.Receiver;
import io.stackstate.automation.output.Receiver.Reply;
import io.stackstate.automation.output.Samples;
import io.stackstate.automation.output.TestOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ParallelDeliveriesTest {
  private static final int THREADS = 16;
  private static final int EACH = 50;

  @Test
  void oneDeliveryServesManyThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (TestOutputs outputs = new TestOutputs();
        Receiver receiver = Receiver.answering(Reply.of(200));
        Delivery delivery =
            outputs.delivery("webhook: {url: '" + receiver.url("/") + "', timeout: 60s}")) {
      Callable<Outcome> call = () -> delivery.deliver(Samples.open(), Optional.empty());
      List<Future<Outcome>> outcomes = new ArrayList<>();
      for (int i = 0; i < THREADS * EACH; i++) {
        outcomes.add(threads.submit(call));
      }
      for (Future<Outcome> outcome : outcomes) {
        assertThat(outcome.get()).isEqualTo(new Outcome.Delivered(Optional.empty()));
      }
      assertThat(receiver.received()).hasSize(THREADS * EACH);
    } finally {
      threads.shutdownNow();
    }
  }
}
