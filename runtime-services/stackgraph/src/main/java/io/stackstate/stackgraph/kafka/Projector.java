package io.stackstate.stackgraph.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.stackstate.model.change.Commit;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.stackgraph.StoreUnavailableException;
import io.stackstate.topology.kafka.ChangeLogReader;
import io.stackstate.topology.kafka.ReadPosition;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the change log and folds it into the graph. Where it was is stored with what it wrote, so
 * each commit is applied exactly once whatever kills the process. While the graph's store does not
 * answer, it tries again and again, and then catches up.
 *
 * <p>Metrics: gauge {@code stackstate.stackgraph.projector.lag} (records that the log is ahead),
 * counters {@code ...commits}, {@code ...changes} and {@code ...retries} (of batches, because the
 * store did not answer), timer {@code ...batch}. Thread-safe.
 */
public final class Projector implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Projector.class);
  private static final String METRIC = "stackstate.stackgraph.projector.";
  private static final int BATCH_CHANGES = 2_000;
  private static final long BATCH_MILLIS = 200;
  private static final long FIRST_PAUSE_MILLIS = 250;
  private static final long MAX_PAUSE_MILLIS = 10_000;

  private final StackGraph graph;

  /** What the graph adds to the numbers of the log. */
  private final long base;

  private final Batches batches = new Batches(BATCH_CHANGES, BATCH_MILLIS);
  private final ChangeLogReader reader;
  private final Thread writer = new Thread(this::write, "stackgraph-projector");
  private final MeterRegistry metrics;
  private final Gauge lag;
  private final Counter commits;
  private final Counter changes;
  private final Counter retries;
  private final Timer batch;
  private final CountDownLatch closing = new CountDownLatch(1);

  /** Changes of the batch that is being applied, which may take as long as the store is away. */
  private volatile int underway;

  private volatile long received;
  private volatile boolean ready;
  private volatile Throwable failure;

  /**
   * @param kafka client settings, at least {@code bootstrap.servers}
   */
  public Projector(StackGraph graph, Map<String, Object> kafka, MeterRegistry metrics) {
    this.graph = graph;
    this.base = graph.log().binding().base();
    this.received = graph.appliedCommit();
    ReadPosition from = new ReadPosition(graph.resumeOffset(), graph.log().appliedCommit());
    this.reader = new ChangeLogReader(kafka, from, this::receive);
    this.metrics = metrics;
    this.lag =
        Gauge.builder(METRIC + "lag", this, Projector::lag)
            .description("Records by which the change log is ahead of the graph")
            .register(metrics);
    this.commits = metrics.counter(METRIC + "commits");
    this.changes = metrics.counter(METRIC + "changes");
    this.retries = metrics.counter(METRIC + "retries");
    this.batch = metrics.timer(METRIC + "batch");
    writer.setDaemon(true);
  }

  /** Starts following; once. Kafka need not be there yet. */
  public void start() {
    writer.start();
    reader.start();
  }

  /** Whether the graph has reached the end that the log had when it was first reached. */
  public boolean ready() {
    if (!ready && reader.caughtUp()) {
      ready = graph.appliedCommit() >= received;
    }
    return ready;
  }

  /** Records that the log is ahead of the graph; -1 before the log was first reached. */
  public long lag() {
    long unread = reader.lag();
    return unread < 0 ? unread : unread + batches.pendingChanges() + underway;
  }

  /** What stopped it for good; empty while it works, the absence of Kafka or the store included. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure).or(reader::failure);
  }

  /**
   * Stops reading and applies what was read, if the store answers; otherwise it is read again some
   * day. The graph stays open.
   */
  @Override
  public void close() {
    closing.countDown();
    batches.close();
    reader.close();
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    metrics.remove(lag);
  }

  private void receive(Commit commit, ReadPosition next) {
    Commit numbered =
        base == 0
            ? commit
            : new Commit(base + commit.number(), commit.timeMillis(), commit.changes());
    received = numbered.number();
    batches.put(numbered, next);
  }

  private void write() {
    try {
      Optional<Batches.Batch> next = batches.take();
      while (next.isPresent() && apply(next.get())) {
        next = batches.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = e;
    } catch (RuntimeException | Error e) {
      LOG.error("The projector stops at commit {}", graph.appliedCommit(), e);
      failure = e;
    } finally {
      batches.close();
    }
  }

  /** Returns whether the batch was applied; it was not when this is closed without a store. */
  private boolean apply(Batches.Batch next) throws InterruptedException {
    underway = next.changes();
    for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, MAX_PAUSE_MILLIS)) {
      try {
        batch.record(() -> graph.apply(next.commits(), next.next().offset()));
        commits.increment(next.commits().size());
        changes.increment(next.changes());
        underway = 0;
        return true;
      } catch (StoreUnavailableException e) {
        retries.increment();
        if (pause == FIRST_PAUSE_MILLIS) {
          LOG.warn("The projector waits at commit {}: {}", graph.appliedCommit(), e.getMessage());
        }
        if (closing.await(pause, TimeUnit.MILLISECONDS)) {
          return false;
        }
      }
    }
  }
}
