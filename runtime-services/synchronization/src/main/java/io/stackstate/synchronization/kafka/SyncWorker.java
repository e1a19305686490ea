package io.stackstate.synchronization.kafka;

import com.typesafe.config.Config;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.synchronization.program.FunctionRuntime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of the service. It runs one {@link SyncSession} after the other: whatever goes wrong
 * with Kafka ends a session, and the next rebuilds its state from the log, exactly as after a
 * crash. There is no other way to recover, so this one is well tested. Of several instances one is
 * active and the others stand by; where they do not, a newer instance that took over ends it for
 * good.
 */
public final class SyncWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SyncWorker.class);
  private static final long RETRY_MILLIS = 1_000;
  private static final long TURN_MILLIS = 20;

  private final SyncConfig config;
  private final Map<String, Object> kafka;
  private final FunctionRuntime functions;
  private final SyncMetrics metrics;
  private final Optional<Turn> turn;
  private final Thread thread = new Thread(this::run, "synchronization");
  private final CountDownLatch stop = new CountDownLatch(1);
  private final AtomicBoolean ready = new AtomicBoolean();
  private volatile Throwable failure;

  public SyncWorker(
      Config config, FunctionRuntime functions, Map<String, Object> kafka, MeterRegistry metrics) {
    this.config = SyncConfig.of(config);
    this.functions = functions;
    this.kafka = Map.copyOf(kafka);
    this.metrics = new SyncMetrics(metrics);
    this.turn =
        this.config.standby()
            ? Optional.of(new Turn(new KafkaClients(this.kafka, this.config)))
            : Optional.empty();
    Gauge.builder("stackstate.synchronization.active", ready, r -> r.get() ? 1 : 0)
        .description("1 in the instance that works, 0 in one that stands by")
        .register(metrics);
  }

  public void start() {
    turn.ifPresent(Turn::start);
    thread.start();
  }

  /** True while input is processed, or another instance does it; false while state is rebuilt. */
  public boolean ready() {
    return ready.get() || turn.map(Turn::standsBy).orElse(false);
  }

  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** Lets the batch in flight commit, then returns. */
  @Override
  public void close() {
    stop.countDown();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
        thread.interrupt();
      }
    }
    turn.ifPresent(Turn::close);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean mayWork() {
    return stop.getCount() > 0 && turn.map(Turn::isOurs).orElse(true);
  }

  private void run() {
    try {
      do {
        awaitTurn();
        if (mayWork()) {
          runSession();
        }
        ready.set(false);
      } while (failure == null && !stop.await(RETRY_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      LOG.info("interrupted while stopping; what was in flight is done again at the next start");
    } catch (Error e) {
      failure = e;
      throw e;
    } finally {
      ready.set(false);
    }
  }

  private void awaitTurn() throws InterruptedException {
    boolean stopping = false;
    while (!stopping && !mayWork()) {
      stopping = stop.await(TURN_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void runSession() {
    try (SyncSession session = new SyncSession(config, kafka, functions, metrics)) {
      session.run(() -> !mayWork(), () -> ready.set(true));
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      if (turn.isPresent()) {
        LOG.info("another instance of the synchronization has taken over; this one stands by");
      } else {
        LOG.error("another instance of the synchronization has taken over; this one stops");
        failure = e;
      }
    } catch (RuntimeException e) {
      if (stop.getCount() > 0) {
        LOG.warn("synchronization starts again from the change log, because: {}", e.toString(), e);
      }
    }
  }
}
