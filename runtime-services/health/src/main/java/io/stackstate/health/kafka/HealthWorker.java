package io.stackstate.health.kafka;

import com.typesafe.config.Config;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.topology.TopologySnapshot;
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
 * The thread of the service. It runs one {@link HealthSession} after the other: whatever goes wrong
 * with Kafka ends a session, and the next rebuilds its state from the log, exactly as after a
 * crash. There is no other way to recover, so this one is well tested. Only a newer instance that
 * took over ends it for good.
 */
public final class HealthWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthWorker.class);
  private static final long RETRY_MILLIS = 1_000;

  private final HealthConfig config;
  private final Map<String, Object> kafka;
  private final HealthMetrics metrics;
  private final Thread thread = new Thread(this::run, "health");
  private final CountDownLatch stop = new CountDownLatch(1);
  private final AtomicBoolean ready = new AtomicBoolean();
  private volatile Throwable failure;
  private volatile TopologySnapshot topology;

  public HealthWorker(Config config, Map<String, Object> kafka, MeterRegistry metrics) {
    this.config = HealthConfig.of(config);
    this.kafka = Map.copyOf(kafka);
    this.metrics = new HealthMetrics(metrics);
  }

  public void start() {
    thread.start();
  }

  /** True while input is processed; false while state is rebuilt. */
  public boolean ready() {
    return ready.get();
  }

  /** The topology as it last looked at it; only while it is {@link #ready()}. */
  public TopologySnapshot topology() {
    TopologySnapshot seen = topology;
    if (seen == null) {
      throw new IllegalStateException("health has not loaded the topology yet");
    }
    return seen;
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
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      do {
        runSession();
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

  private void runSession() {
    try (HealthSession session =
        new HealthSession(config, kafka, metrics, seen -> topology = seen)) {
      session.run(() -> stop.getCount() == 0, () -> ready.set(true));
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      LOG.error("another instance of health has taken over; this one stops");
      failure = e;
    } catch (RuntimeException e) {
      if (stop.getCount() > 0) {
        LOG.warn("health starts again from the change log, because: {}", e.toString(), e);
      }
    }
  }
}
