package io.stackstate.automation.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.automation.engine.EntryKey;
import io.stackstate.automation.engine.EntryKey.OutputKey;
import io.stackstate.automation.engine.Outbox.Due;
import io.stackstate.automation.output.Delivery;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.InvalidOutputException;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.Outputs;
import io.stackstate.automation.output.SecretSource;
import io.stackstate.model.Json;
import io.stackstate.model.notification.OutputStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that send. Each output has some of them at most, so a slow one delays no other. What
 * became of a message is to be fetched by {@link #finished}. All methods are for one thread, except
 * what its threads do.
 */
public final class Deliveries implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
  private static final long IDLE_SECONDS = 30;

  private final Outputs outputs;
  private final Function<JsonNode, SecretSource> secrets;
  private final Map<OutputKey, Target> targets = new HashMap<>();
  private final ConcurrentLinkedQueue<Finished> finished = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Beaten> beaten = new ConcurrentLinkedQueue<>();
  private final ThreadPoolExecutor threads;
  private final Map<OutputKey, Lane> lanes = new HashMap<>();
  private final int perOutput;
  private volatile Runnable listener = () -> {};
  private volatile boolean closed;

  /** What became of a message. */
  public record Finished(EntryKey key, JsonNode message, Outcome outcome) {}

  /** What became of a call of a heartbeat. */
  public record Beaten(OutputKey key, Outcome outcome) {}

  /**
   * @param secrets opens the sealed ones of the status of an output
   * @param perOutput how many are on their way to one output at once
   * @param most how many are on their way at all
   */
  public Deliveries(
      Outputs outputs, Function<JsonNode, SecretSource> secrets, int perOutput, int most) {
    this.outputs = outputs;
    this.secrets = secrets;
    this.perOutput = perOutput;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            most,
            most,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "automation-delivery-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Sends a message.
   *
   * @throws InvalidOutputException when the definition of its output is wrong
   */
  public void send(Due due, OutputStatus status) throws InvalidOutputException {
    Target target = target(due.key().outputKey(), status);
    Delivery delivery = target.begin();
    lane(due.key().outputKey())
        .execute(
            () -> {
              Outcome outcome = deliver(delivery, due.message(), due.reference());
              target.end();
              finished.add(new Finished(due.key(), due.message(), outcome));
              listener.run();
            });
  }

  private Lane lane(OutputKey key) {
    return lanes.computeIfAbsent(key, k -> new Lane(threads, perOutput));
  }

  /** Calls this, on a thread that sends, whenever {@link #finished} has something new. */
  public void onFinished(Runnable next) {
    listener = next;
  }

  /**
   * Lets a heartbeat call.
   *
   * @param nothing a message that it does not look at
   * @throws InvalidOutputException when the definition of the output is wrong
   */
  public void beat(OutputKey key, OutputStatus status, Notification nothing)
      throws InvalidOutputException {
    Target target = target(key, status);
    Delivery delivery = target.begin();
    run(
        () -> {
          Outcome outcome = attempt(delivery, nothing, Optional.empty());
          target.end();
          beaten.add(new Beaten(key, outcome));
        });
  }

  /** Does something on a thread of its own, as soon as one is free. */
  public void run(Runnable task) {
    threads.execute(task);
  }

  private Target target(OutputKey key, OutputStatus status) throws InvalidOutputException {
    Target known = targets.get(key);
    if (known != null && known.definition().equals(status.definition())) {
      return known;
    }
    Delivery delivery = outputs.create(status.spec(), secrets.apply(status.secrets()));
    Target made = new Target(status.definition(), delivery);
    targets.put(key, made);
    if (known != null) {
      known.replace();
    }
    return made;
  }

  private Outcome deliver(Delivery delivery, JsonNode message, Optional<String> reference) {
    try {
      Notification notification = Json.mapper().treeToValue(message, Notification.class);
      return attempt(delivery, notification, reference);
    } catch (JsonProcessingException e) {
      return new Outcome.Refused(FailureCategory.CONTENT, "a stored message cannot be read");
    }
  }

  private Outcome attempt(
      Delivery delivery, Notification notification, Optional<String> reference) {
    try {
      return delivery.deliver(notification, reference);
    } catch (RuntimeException e) {
      if (closed) {
        LOG.debug("a message was on its way when its time was up; it is sent at the next start", e);
      } else {
        LOG.error("a delivery failed in an unexpected way", e);
      }
      return new Outcome.Retry(
          FailureCategory.CONTENT, e.getClass().getSimpleName(), Optional.empty());
    }
  }

  /** What was done since the last call. */
  public List<Finished> finished() {
    return all(finished);
  }

  /** Which heartbeats have called since the last call. */
  public List<Beaten> beaten() {
    return all(beaten);
  }

  private static <T> List<T> all(ConcurrentLinkedQueue<T> queue) {
    List<T> all = new ArrayList<>();
    for (T one = queue.poll(); one != null; one = queue.poll()) {
      all.add(one);
    }
    return all;
  }

  /**
   * Sends a message past the outbox, once, and tells what became of it.
   *
   * @throws InvalidOutputException when the definition of the output is wrong
   */
  public Outcome sendNow(OutputStatus status, Notification first, Notification last)
      throws InvalidOutputException {
    try (Delivery delivery = outputs.create(status.spec(), secrets.apply(status.secrets()))) {
      Outcome opened = delivery.deliver(first, Optional.empty());
      if (opened instanceof Outcome.Delivered delivered) {
        return delivery.deliver(last, delivered.remoteReference());
      }
      return opened;
    }
  }

  /**
   * Waits until nothing is on its way any more, and begins with nothing new; false when the time is
   * up.
   */
  public boolean drain(long millis) throws InterruptedException {
    lanes.values().forEach(Lane::stop);
    threads.shutdown();
    return threads.awaitTermination(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    closed = true;
    lanes.values().forEach(Lane::stop);
    threads.shutdownNow();
    targets.values().forEach(Target::close);
  }
}
