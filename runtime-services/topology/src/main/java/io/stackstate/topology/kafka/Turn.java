package io.stackstate.topology.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose turn it is, among instances of the service that run at the same time: all are members of
 * one consumer group, and the one that is given the only partition of a topic is active. Nobody
 * reads that partition.
 *
 * <p>It keeps instances from taking the work out of each other's hands, no more: that two of them
 * never both write, for a moment in which one does not know yet that it has lost its turn, is what
 * the transactional id is for. Thread-safe.
 */
final class Turn implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Turn.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LEAVE = Duration.ofSeconds(5);
  private static final long RETRY_MILLIS = 1_000;

  private final String service;
  private final WriterClients clients;
  private final Standby standby;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile State state = State.UNKNOWN;
  private boolean mayBeNamed = true;

  private enum State {
    UNKNOWN,
    STANDING_BY,
    ACTIVE
  }

  /**
   * @param service as the log names it
   */
  Turn(String service, WriterClients clients, Standby standby) {
    this.service = service;
    this.clients = clients;
    this.standby = standby;
    thread = new Thread(this::run, service + "-turn");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Whether this instance is to work. */
  boolean isOurs() {
    return state == State.ACTIVE;
  }

  /** Whether another instance works, and this one is ready to follow it. */
  boolean standsBy() {
    return state == State.STANDING_BY;
  }

  /** Leaves the group, so that the next one need not wait for a time-out. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(2 * LEAVE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      do {
        takePart();
        state = State.UNKNOWN;
      } while (!closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      LOG.debug("interrupted while stopping", e);
    }
  }

  private void takePart() {
    Consumer<byte[], byte[]> member = null;
    try {
      member = clients.member(mayBeNamed ? standby.instanceId() : "");
      member.subscribe(List.of(standby.topic()), new Assignment(member));
      while (closed.getCount() > 0) {
        member.poll(POLL);
      }
    } catch (FencedInstanceIdException e) {
      LOG.warn("another instance has the same instanceId; this one goes on without");
      mayBeNamed = false;
    } catch (KafkaException e) {
      LOG.warn("it is not known whose turn it is, will be asked again: {}", e.toString());
    } finally {
      state = State.UNKNOWN;
      leave(member);
    }
  }

  private static void leave(Consumer<byte[], byte[]> member) {
    if (member == null) {
      return;
    }
    try {
      member.close(
          CloseOptions.timeout(LEAVE)
              .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    } catch (KafkaException e) {
      LOG.debug("the group was not left in order", e);
    }
  }

  private final class Assignment implements ConsumerRebalanceListener {
    private final Consumer<byte[], byte[]> member;

    Assignment(Consumer<byte[], byte[]> member) {
      this.member = member;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> added) {
      boolean ours = !member.assignment().isEmpty();
      member.pause(added);
      if (!ours && state != State.STANDING_BY) {
        LOG.info("another instance of {} is active; this one stands by", service);
      }
      state = ours ? State.ACTIVE : State.STANDING_BY;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> gone) {
      if (!gone.isEmpty()) {
        LOG.info("another instance of {} is to be active", service);
        state = State.UNKNOWN;
      }
    }
  }
}
