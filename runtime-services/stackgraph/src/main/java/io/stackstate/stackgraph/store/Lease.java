package io.stackstate.stackgraph.store;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.stackstate.stackgraph.StackGraphException;
import io.stackstate.stackgraph.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes this process the only one that writes to a keyspace: a row that is changed by compare and
 * set only, and every few seconds by its owner. Who finds the row unchanged for the time of the
 * owner's lease may take it. An owner that could not renew for a third of that time stops to write
 * until it can, so that what it began has ended by then, and one that lost the row stops for good.
 * Thread-safe.
 */
final class Lease implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
  private static final String KEY = "graph";
  private static final long POLL_MILLIS = 200;
  private static final long MAX_CLOCK_MILLIS = 60_000;

  private final CqlSession cql;
  private final StoreConfig.Cql config;
  private final String table;
  private final String owner;
  private final String session = UUID.randomUUID().toString();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread worker = new Thread(task, "stackgraph-lease");
            worker.setDaemon(true);
            return worker;
          });

  private WriteClock clock;
  private volatile long renewedNanos;
  private volatile boolean silent;
  private volatile String takenBy;

  private record Entry(String owner, String session, long horizon, long leaseMillis) {}

  private Lease(CqlSession cql, StoreConfig.Cql config, String owner) {
    this.cql = cql;
    this.config = config;
    this.table = config.keyspace() + ".stackgraph_owner";
    this.owner = owner;
  }

  /**
   * Takes the lease; waits for one that its owner left without giving it back.
   *
   * @param owner the same for all processes of which only one can live
   * @throws StackGraphException when another owner lives
   */
  static Lease take(CqlSession cql, StoreConfig.Cql config, String owner)
      throws InterruptedException {
    Lease lease = new Lease(cql, config, owner);
    cql.execute(
        "CREATE TABLE IF NOT EXISTS "
            + lease.table
            + " (id text PRIMARY KEY, owner text, session text, horizon bigint, lease bigint)");
    lease.take();
    long interval = config.lease().toMillis() / 6;
    lease.thread.scheduleWithFixedDelay(
        lease::renewQuietly, interval, interval, TimeUnit.MILLISECONDS);
    return lease;
  }

  private void take() throws InterruptedException {
    Entry first = read();
    long since = System.nanoTime();
    for (Entry seen = first; ; seen = read()) {
      if (isFree(seen) || millisSince(since) >= seen.leaseMillis()) {
        awaitClock(seen);
        renewedNanos = System.nanoTime();
        clock = new WriteClock(seen == null ? 0 : seen.horizon());
        long horizon = clock.nextHorizon(nowMicros());
        if (replaced(seen, horizon)) {
          clock.reached(horizon);
          return;
        }
      } else if (!seen.equals(first)) {
        throw new StackGraphException(
            "keyspace " + config.keyspace() + " is in use by another process, " + seen.owner());
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private boolean isFree(Entry entry) {
    return entry == null || entry.owner().isEmpty() || entry.owner().equals(owner);
  }

  /** What the last owner wrote may bear a time up to its horizon. */
  private void awaitClock(Entry entry) throws InterruptedException {
    long behind = entry == null ? 0 : entry.horizon() / 1000 - System.currentTimeMillis() + 1;
    if (behind > MAX_CLOCK_MILLIS) {
      throw new StackGraphException(
          "the clock of this machine is "
              + Duration.ofMillis(behind).toSeconds()
              + " seconds behind that of the last owner of keyspace "
              + config.keyspace()
              + "; set it, or what is written now would be lost");
    }
    if (behind > 0) {
      TimeUnit.MILLISECONDS.sleep(behind);
    }
  }

  private Entry read() {
    Row row =
        cql.execute(
                statement(
                        "SELECT owner, session, horizon, lease FROM " + table + " WHERE id = ?",
                        KEY)
                    .setConsistencyLevel(serial()))
            .one();
    return row == null
        ? null
        : new Entry(
            row.getString("owner"),
            row.getString("session"),
            row.getLong("horizon"),
            row.getLong("lease"));
  }

  private boolean replaced(Entry seen, long horizon) {
    if (seen == null) {
      return applied(
          "INSERT INTO "
              + table
              + " (id, owner, session, horizon, lease) VALUES (?, ?, ?, ?, ?) IF NOT EXISTS",
          KEY,
          owner,
          session,
          horizon,
          config.lease().toMillis());
    }
    return applied(
        "UPDATE "
            + table
            + " SET owner = ?, session = ?, horizon = ?, lease = ? WHERE id = ? IF session = ? AND horizon"
            + " = ?",
        owner,
        session,
        horizon,
        config.lease().toMillis(),
        KEY,
        seen.session(),
        seen.horizon());
  }

  private boolean applied(String query, Object... values) {
    return cql.execute(statement(query, values)).wasApplied();
  }

  private SimpleStatement statement(String query, Object... values) {
    return SimpleStatement.newInstance(query, values)
        .setConsistencyLevel(local() ? ConsistencyLevel.LOCAL_QUORUM : ConsistencyLevel.QUORUM)
        .setSerialConsistencyLevel(serial());
  }

  private boolean local() {
    return config.writeConsistency().startsWith("LOCAL_");
  }

  private ConsistencyLevel serial() {
    return local() ? ConsistencyLevel.LOCAL_SERIAL : ConsistencyLevel.SERIAL;
  }

  private void renewQuietly() {
    try {
      renew();
    } catch (DriverException e) {
      if (!silent) {
        silent = true;
        LOG.warn(
            "Cassandra at {} does not answer, the graph waits for it: {}",
            config.address(),
            Causes.ofConnection(e));
      }
    } catch (RuntimeException e) {
      LOG.error("The lease of keyspace {} cannot be renewed", config.keyspace(), e);
    }
  }

  private void renew() {
    if (takenBy != null) {
      return;
    }
    long start = System.nanoTime();
    long horizon = clock.nextHorizon(nowMicros());
    ResultSet result =
        cql.execute(
            statement(
                "UPDATE " + table + " SET horizon = ? WHERE id = ? IF session = ?",
                horizon,
                KEY,
                session));
    if (!result.wasApplied()) {
      Entry entry = read();
      takenBy = entry == null ? "nobody" : entry.owner();
      LOG.error("Keyspace {} was taken by {}; this process stops", config.keyspace(), takenBy);
      return;
    }
    clock.reached(horizon);
    renewedNanos = start;
    if (silent) {
      silent = false;
      LOG.info("Cassandra at {} answers again", config.address());
    }
  }

  /**
   * @throws StackGraphException when another process owns the keyspace now
   * @throws StoreUnavailableException while the store does not answer
   */
  void requireReadable() {
    if (takenBy != null) {
      throw new StackGraphException(
          "keyspace " + config.keyspace() + " was taken by another process, " + takenBy);
    }
    if (silent) {
      throw unavailable();
    }
  }

  /** As {@link #requireReadable}, and when it is not certain that nobody else writes. */
  Instant requireWritable() {
    requireReadable();
    if (millisSince(renewedNanos) > config.lease().toMillis() / 3) {
      throw unavailable();
    }
    return Instant.EPOCH.plus(clock.next(nowMicros()), ChronoUnit.MICROS);
  }

  private StoreUnavailableException unavailable() {
    return new StoreUnavailableException(
        "the graph's store, Cassandra at "
            + config.address()
            + ", has not answered for "
            + millisSince(renewedNanos) / 1_000
            + " seconds");
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  private static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  /** Gives the keyspace back, if the store can be told. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      thread.awaitTermination(10, TimeUnit.SECONDS);
      if (takenBy == null && !silent) {
        applied("UPDATE " + table + " SET owner = '' WHERE id = ? IF session = ?", KEY, session);
      }
    } catch (DriverException e) {
      LOG.warn("The lease of keyspace {} was not given back", config.keyspace(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
