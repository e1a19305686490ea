package io.stackstate.automation.kafka;

import io.stackstate.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A broker in a process of its own, for tests that kill it; arguments: directory and port. */
final class BrokerProcess {
  private BrokerProcess() {}

  public static void main(String[] args) throws InterruptedException {
    EmbeddedBroker.start(Path.of(args[0]), Integer.parseInt(args[1]));
    new CountDownLatch(1).await();
  }
}
