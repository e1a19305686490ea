package io.stackstate.topology.kafka;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of a service that is the only writer of what it writes. It runs one {@link Session}
 * after the other: whatever goes wrong with Kafka ends a session, and the next rebuilds its state
 * from what was committed, exactly as after a crash. There is no other way to recover, so this one
 * is well tested. Of several instances one is active and the others stand by; where they do not, a
 * newer instance that took over ends it for good. Thread-safe.
 */
public final class SoleWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SoleWriter.class);
  private static final long RETRY_MILLIS = 1_000;
  private static final long TURN_MILLIS = 20;

  private final String service;
  private final Supplier<Session> sessions;
  private final Optional<Turn> turn;
  private final ServiceThread thread;
  private final AtomicBoolean active = new AtomicBoolean();
  private volatile Throwable failure;

  /** One life of a service between two rebuilds of its state; for one thread. */
  public interface Session extends AutoCloseable {
    /**
     * Becomes the only writer, loads the state, and works until it is to stop.
     *
     * @param stopping asked between two transactions, and while the state is loaded
     * @param ready to be called when the state is loaded
     */
    void run(BooleanSupplier stopping, Runnable ready);

    /** Releases what it holds; also what a load that failed has opened. */
    @Override
    void close();
  }

  /**
   * @param service as the thread and the log name it
   * @param standby empty when a newer instance takes over at once
   * @param sessions makes a session that has not opened anything yet
   */
  public SoleWriter(
      String service,
      WriterClients clients,
      Optional<Standby> standby,
      Supplier<Session> sessions) {
    this.service = service;
    this.sessions = sessions;
    this.turn = standby.map(settings -> new Turn(service, clients, settings));
    this.thread = new ServiceThread(service, this::run);
  }

  public void start() {
    turn.ifPresent(Turn::start);
    thread.start();
  }

  /** True while this instance works; false while it rebuilds its state or stands by. */
  public boolean active() {
    return active.get();
  }

  /** True while input is processed, or another instance does it; false while state is rebuilt. */
  public boolean ready() {
    return active.get() || turn.map(Turn::standsBy).orElse(false);
  }

  /** Why it has stopped for good, when it has. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure).or(thread::failure);
  }

  /** Lets the batch in flight commit, then returns. */
  @Override
  public void close() {
    thread.close();
    turn.ifPresent(Turn::close);
  }

  private boolean mayWork() {
    return !thread.stopping() && turn.map(Turn::isOurs).orElse(true);
  }

  private void run() throws InterruptedException {
    try {
      do {
        awaitTurn();
        if (mayWork()) {
          runSession();
        }
        active.set(false);
      } while (failure == null && !thread.pause(RETRY_MILLIS));
    } finally {
      active.set(false);
    }
  }

  private void awaitTurn() throws InterruptedException {
    boolean stopping = false;
    while (!stopping && !mayWork()) {
      stopping = thread.pause(TURN_MILLIS);
    }
  }

  private void runSession() {
    try (Session session = sessions.get()) {
      session.run(() -> !mayWork(), () -> active.set(true));
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      if (turn.isPresent()) {
        LOG.info("another instance of {} has taken over; this one stands by", service);
      } else {
        LOG.error("another instance of {} has taken over; this one stops", service);
        failure = e;
      }
    } catch (RuntimeException e) {
      if (!thread.stopping()) {
        LOG.warn("{} starts again from what is committed, because: {}", service, e.toString(), e);
      }
    }
  }
}
