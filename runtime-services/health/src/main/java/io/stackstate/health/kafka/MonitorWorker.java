package io.stackstate.health.kafka;

import com.typesafe.config.Config;
import io.stackstate.health.monitor.MonitorFunctions;
import io.stackstate.health.monitor.SavedViews;
import io.stackstate.topology.kafka.ServiceThread;
import java.util.Map;
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
  private final ServiceThread thread = new ServiceThread("monitors", this::run);

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
    thread.close();
  }

  private void run() throws InterruptedException {
    do {
      if (active.getAsBoolean()) {
        runSession();
      }
    } while (!thread.pause(LOOK_MILLIS));
  }

  private void runSession() throws InterruptedException {
    try (MonitorSession session = new MonitorSession(config, kafka, functions, views)) {
      session.run(() -> thread.stopping() || !active.getAsBoolean());
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      LOG.warn("another runner of monitors has taken over");
      while (active.getAsBoolean() && !thread.pause(LOOK_MILLIS)) {
        LOG.trace("waiting to become active anew");
      }
    } catch (RuntimeException e) {
      LOG.warn("monitors start again, because: {}", e.toString(), e);
      thread.pause(RETRY_MILLIS);
    }
  }
}
