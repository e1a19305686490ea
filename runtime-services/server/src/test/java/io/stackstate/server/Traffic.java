package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What agents of two packs send all the time: {@link Load} and what {@link LogSearchPack} is for,
 * in turns. Ends when it is closed; what went wrong meanwhile is thrown then.
 */
final class Traffic implements AutoCloseable {
  private final Rest rest;
  private final Load load;
  private final AtomicLong rounds = new AtomicLong();
  private final Thread thread = new Thread(this::flow, "traffic");
  private volatile boolean over;
  private volatile Throwable failure;

  /**
   * @param load belongs to the traffic until that is closed
   */
  Traffic(Rest rest, Load load) {
    this.rest = rest;
    this.load = load;
    thread.start();
  }

  private void flow() {
    try {
      while (!over) {
        rest.accept(load.next());
        load.accepted();
        LogSearchPack.send(rest);
        rounds.incrementAndGet();
      }
    } catch (Exception | AssertionError e) {
      failure = e;
    }
  }

  /** Returns when both packs were sent so many payloads more. */
  void awaitMore(int payloads) {
    long before = rounds.get();
    await()
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofMinutes(4))
        .until(() -> failure != null || rounds.get() >= before + payloads);
  }

  @Override
  public void close() {
    over = true;
    await().atMost(Duration.ofMinutes(4)).until(() -> !thread.isAlive());
    assertThat(failure).isNull();
  }
}
