package io.stackstate.health.kafka;

import com.typesafe.config.Config;
import io.stackstate.health.monitor.MonitorFunctions;
import io.stackstate.health.monitor.SavedViews;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that runs monitors while this process is the active worker of health: so only one of a
 * cluster does, and should two believe to be it, Kafka fences the older one. It then waits until
 * its process has become active anew.
 */
public final class MonitorWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MonitorWorker.class);
  private static final long LOOK_MILLIS = 200;
  private static final long RETRY_MILLIS = 1_000;

  private final MonitorConfig config;
  private final Map<String, Object> kafka;
  private final MonitorFunctions functions;
  private final SavedViews views;
  private final BooleanSupplier active;
  private final Thread thread = new Thread(this::run, "monitors");
  private final CountDownLatch stop = new CountDownLatch(1);

  /**
   * @param views is told of the views that settings have
   * @param active whether this process is the active worker of health now
   */
  public MonitorWorker(
      Config config,
      Map<String, Object> kafka,
      MonitorFunctions functions,
      SavedViews views,
      BooleanSupplier active) {
    this.config = MonitorConfig.of(config);
    this.kafka = Map.copyOf(kafka);
    this.functions = functions;
    this.views = views;
    this.active = active;
  }

  /** Does nothing when monitors are switched off. */
  public void start() {
    if (config.enabled()) {
      thread.start();
    }
  }

  /** Lets what is being written commit, then returns. */
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
        if (active.getAsBoolean()) {
          runSession();
        }
      } while (!stop.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      LOG.info("interrupted while stopping; monitors go on at the next start");
    }
  }

  private void runSession() throws InterruptedException {
    try (MonitorSession session = new MonitorSession(config, kafka, functions, views)) {
      session.run(() -> stop.getCount() == 0 || !active.getAsBoolean());
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      LOG.warn("another runner of monitors has taken over");
      while (active.getAsBoolean() && !stop.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.trace("waiting to become active anew");
      }
    } catch (RuntimeException e) {
      LOG.warn("monitors start again, because: {}", e.toString(), e);
      stop.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }
}
