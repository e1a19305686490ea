package io.stackstate.health.kafka;

import io.stackstate.health.check.CheckChange;
import io.stackstate.health.check.CheckedElement;
import io.stackstate.health.check.Checks;
import io.stackstate.health.check.StreamIndex;
import io.stackstate.health.function.ScriptedChecks;
import io.stackstate.health.kafka.CheckMailbox.ChangedFunction;
import io.stackstate.model.Topics;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads metrics, events and service checks and decides checks, on a thread of its own: a flood of
 * points does not delay health. It writes nothing: what it decides goes through the mailbox to the
 * session, which writes it with the position that it follows from.
 */
final class CheckThread implements AutoCloseable {
  private static final long JOIN_SECONDS = 10;

  /** At least so much is read again at a start, for events have no window that would say. */
  private static final long LEAST_WINDOW_MILLIS = TimeUnit.MINUTES.toMillis(5);

  private final KafkaClients clients;
  private final CheckConfig config;
  private final CheckMailbox mailbox;
  private final HealthMetrics metrics;
  private final Checks checks;
  private final ScriptedChecks functions;
  private final CheckRecords records = new CheckRecords();
  private final RecentRecords recent;
  private final Thread thread = new Thread(this::run, "health-checks");
  private long lastDecision = System.nanoTime();
  private long decidedAt;

  CheckThread(
      KafkaClients clients,
      CheckConfig config,
      CheckMailbox mailbox,
      ScriptedChecks functions,
      HealthMetrics metrics) {
    this.clients = clients;
    this.config = config;
    this.mailbox = mailbox;
    this.metrics = metrics;
    this.checks = new Checks(config.maxPoints(), functions);
    this.functions = functions;
    this.recent = new RecentRecords(config.recentRecords(), config.recentBytes());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try (Consumer<byte[], byte[]> consumer = clients.checkConsumer()) {
      work(consumer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      mailbox.failed(e);
    }
  }

  private void work(Consumer<byte[], byte[]> consumer) throws InterruptedException {
    define();
    CheckTopics topics = new CheckTopics(consumer);
    topics.open(Math.max(checks.longestWindow(), LEAST_WINDOW_MILLIS), System.currentTimeMillis());
    boolean replayed = false;
    while (!mailbox.isClosed()) {
      define();
      int count = 0;
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(config.evaluationInterval())) {
        count++;
        read(record, topics);
      }
      metrics.checked(count, topics.lag(), checks.count());
      replayed = replayed || topics.replayed();
      if (replayed) {
        decide(topics);
      }
    }
  }

  private void define() {
    List<ChangedFunction> changed = mailbox.takeFunctions();
    if (!changed.isEmpty()) {
      changed.forEach(function -> functions.put(function.id(), function.node()));
      checks.functionsChanged(
          changed.stream().map(ChangedFunction::id).collect(Collectors.toSet()));
    }
    List<CheckedElement> defined = mailbox.takeDefined();
    defined.forEach(checks::define);
    StreamIndex fresh = checks.takeFresh();
    if (!fresh.isEmpty()) {
      recent.forEach(record -> records.read(record, fresh));
    }
  }

  private void read(ConsumerRecord<byte[], byte[]> record, CheckTopics topics) {
    if (record.value() != null) {
      topics.saw(record);
      records.read(record, checks.streams());
      if (checks.wantAnomalies()
          && record.topic().equals(Topics.TOPOLOGY_EVENTS)
          && topics.isNew(record)) {
        // What a function once said of an anomaly stays: it is not asked again after a restart.
        records.anomaly(record).ifPresent(checks::anomaly);
      }
      recent.add(record);
    }
  }

  private void decide(CheckTopics topics) throws InterruptedException {
    long waited = System.nanoTime() - lastDecision;
    long time = topics.time(System.currentTimeMillis());
    if (time < 0 || waited < config.evaluationInterval().toNanos()) {
      return;
    }
    lastDecision = System.nanoTime();
    decidedAt = Math.max(decidedAt, time);
    List<CheckChange> changes = checks.evaluate(decidedAt);
    mailbox.decided(changes, topics.positions());
  }

  @Override
  public void close() {
    mailbox.close();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(JOIN_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
