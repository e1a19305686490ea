package io.stackstate.synchronization.kafka;

import io.stackstate.model.Topics;
import io.stackstate.synchronization.event.ElementEvents;
import io.stackstate.synchronization.external.Batch;
import io.stackstate.synchronization.external.StreamLimits;
import io.stackstate.synchronization.external.Synchronizer;
import io.stackstate.synchronization.mapping.MergeByPreference;
import io.stackstate.synchronization.program.FunctionRuntime;
import io.stackstate.synchronization.program.ProgramPipelines;
import io.stackstate.synchronization.program.SettingsNodes;
import io.stackstate.topology.kafka.SoleWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of the service between two rebuilds of its state: become the only writer, load the
 * state, then turn input into transactions until told to stop. Batches adapt to the load: a poll
 * returns what has come while the last transaction was written, and what it returns is committed at
 * once.
 */
final class SyncSession implements SoleWriter.Session {
  private static final Logger LOG = LoggerFactory.getLogger(SyncSession.class);
  private static final int MAX_ELEMENT_BYTES = 4 << 20;
  private static final int MAX_MERGED_BYTES = 2 << 20;

  private final SyncConfig config;
  private final Map<String, Object> kafka;
  private final SyncMetrics metrics;
  private final KafkaClients clients;
  private final SettingsNodes nodes = new SettingsNodes();
  private final Synchronizer synchronizer;
  private TransactionWriter writer;
  private Consumer<byte[], byte[]> consumer;
  private Admin admin;
  private IntakeStreams streams;
  private SecondReading again;
  private long sinceCommit;
  private long lastCommit;
  private long touched = System.currentTimeMillis();

  SyncSession(
      SyncConfig config,
      Map<String, Object> kafka,
      FunctionRuntime functions,
      SyncMetrics metrics) {
    this.config = config;
    this.kafka = kafka;
    this.metrics = metrics;
    this.clients = new KafkaClients(kafka, config);
    this.synchronizer =
        new Synchronizer(
            new ProgramPipelines(functions, nodes),
            nodes,
            new MergeByPreference(nodes::layerOrder),
            new StreamLimits(
                config.maxParkedRelations(),
                config.parkedRelationTimeout().toMillis(),
                MAX_ELEMENT_BYTES,
                MAX_MERGED_BYTES),
            new ElementEvents(config.events(), () -> UUID.randomUUID().toString()),
            config.removalBatchElements(),
            config.statusInterval().toMillis(),
            System.currentTimeMillis());
  }

  /** Works until {@code stopping}; {@code ready} is called when the state is loaded. */
  @Override
  public void run(BooleanSupplier stopping, Runnable ready) {
    load(stopping);
    if (streams == null) {
      return;
    }
    ready.run();
    while (!stopping.getAsBoolean()) {
      step();
    }
    if (streams.hasUncommitted()) {
      commit(synchronizer.drain(System.currentTimeMillis()));
    }
  }

  private void load(BooleanSupplier stopping) {
    long begin = System.currentTimeMillis();
    metrics.alive();
    writer = new TransactionWriter(clients);
    consumer = clients.consumer();
    admin = clients.admin();
    StateLoader loader = new StateLoader(kafka, stopping);
    loader.loadLog(synchronizer);
    loader.loadStatuses(consumer, synchronizer);
    SettingsFeed settings = new SettingsFeed(synchronizer, nodes);
    StateLoader.newest(consumer, Topics.SETTINGS, stopping).forEach(settings::accept);
    if (stopping.getAsBoolean()) {
      // What was read may be incomplete: nothing must be concluded from what is missing.
      return;
    }
    synchronizer.settled(settings.unreadable());
    TopicLookup lookup = new TopicLookup(admin, config.topicLookupInterval().toMillis());
    StreamPlaces places = new StreamPlaces(admin, consumer, config.groupId());
    StreamStart start = new StreamStart(clients, admin, places, synchronizer, stopping);
    again = new SecondReading(clients, synchronizer, stopping);
    Lane first = new Lane(consumer, List.of(IntakeStreams.SETTINGS));
    streams =
        new IntakeStreams(
            clients, first, synchronizer, settings, lookup, start, metrics::throttled);
    streams.openAll(System.currentTimeMillis());
    synchronizer.statuses().forEach(metrics::show);
    LOG.info("state loaded in {} ms", System.currentTimeMillis() - begin);
  }

  private void step() {
    streams.refresh(System.currentTimeMillis());
    sinceCommit += streams.poll(synchronizer.hasWork() ? Duration.ZERO : config.pollInterval());
    again.step();
    long now = System.currentTimeMillis();
    synchronizer.tick(now);
    Batch batch = synchronizer.drain(now);
    if (now - touched >= config.offsetRefreshInterval().toMillis()) {
      streams.touchOffsets();
      touched = now;
    }
    boolean due =
        streams.hasUncommitted() && now - lastCommit >= config.idleCommitInterval().toMillis();
    if (!batch.isEmpty() || due) {
      commit(batch);
    }
    metrics.lag(streams.lag());
    metrics.alive();
  }

  private void commit(Batch batch) {
    GroupOffsets offsets = streams.takeOffsets();
    batch.removed().forEach(removed -> streams.release(removed, offsets));
    writer.write(batch, offsets);
    lastCommit = System.currentTimeMillis();
    batch.removed().forEach(removed -> metrics.forget(removed.sync()));
    batch.statuses().forEach(metrics::show);
    metrics.committed(batch, sinceCommit, lastCommit);
    sinceCommit = 0;
  }

  @Override
  public void close() {
    if (writer != null) {
      writer.close();
    }
    if (streams != null) {
      streams.close();
    } else if (consumer != null) {
      consumer.close();
    }
    if (again != null) {
      again.close();
    }
    if (admin != null) {
      admin.close(Duration.ofSeconds(5));
    }
  }
}
