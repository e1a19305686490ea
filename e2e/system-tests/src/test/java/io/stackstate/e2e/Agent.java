package io.stackstate.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends numbered components in the background, each until it is acknowledged, so that afterwards it
 * is known what must be there. Bounded in number.
 */
final class Agent implements AutoCloseable {
  static final String TYPE = "e2e-agent";
  static final String URL = "https://agent.e2e.test";
  static final String ALL = "domain = \"" + TYPE + "\"";
  private static final Logger log = LoggerFactory.getLogger(Agent.class);
  private static final int MOST = 20_000;
  private static final int PAUSE_MILLIS = 10;

  private final Platform platform;
  private final int first;
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

  private Agent(Platform platform, int first) {
    this.platform = platform;
    this.first = first;
  }

  /**
   * Begins to send to a platform that synchronizes {@link #TYPE} and {@link #URL}.
   *
   * @param first number of the first component
   */
  static Agent start(Platform platform, int first) {
    Agent agent = new Agent(platform, first);
    agent.thread.scheduleWithFixedDelay(agent::send, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    return agent;
  }

  private void send() {
    int number = acknowledged.get();
    if (number >= MOST) {
      return;
    }
    try {
      if (platform.intake(payload(name(first + number))) / 100 == 2) {
        acknowledged.incrementAndGet();
      } else {
        failures.incrementAndGet();
      }
    } catch (IOException e) {
      failures.incrementAndGet();
      log.debug("in doubt, sent again: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String name(int number) {
    return "component-" + number;
  }

  private static String payload(String name) {
    return """
        {"internalHostname":"agent","topologies":[{"instance":{"type":"%1$s","url":"%2$s"},
          "components":[{"externalId":"%3$s","type":{"name":"thing"},
            "data":{"name":"%3$s","domain":"%1$s"}}],"relations":[],"delete_ids":[]}]}"""
        .formatted(TYPE, URL, name);
  }

  /** Waits until so many more are acknowledged. */
  void awaitMore(int count) {
    int wanted = acknowledged.get() + count;
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> acknowledged.get() >= wanted);
  }

  /** Stops sending; the names of what must be there now. The last may be there in doubt as well. */
  Set<String> stop() throws InterruptedException {
    thread.shutdown();
    thread.awaitTermination(30, TimeUnit.SECONDS);
    Set<String> names = new TreeSet<>();
    for (int number = 0; number < acknowledged.get(); number++) {
      names.add(name(first + number));
    }
    log.info("{} acknowledged, {} attempts failed", names.size(), failures);
    return names;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
