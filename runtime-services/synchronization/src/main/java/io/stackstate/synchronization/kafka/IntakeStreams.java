package io.stackstate.synchronization.kafka;

import io.stackstate.model.Topics;
import io.stackstate.synchronization.external.Batch;
import io.stackstate.synchronization.external.IntakeParser;
import io.stackstate.synchronization.external.Synchronizer;
import io.stackstate.synchronization.mapping.ElementException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topology streams that are read, and the settings topic beside them. Every synchronization has
 * a stream of its own, with a position of its own, also where several read the same topic.
 */
final class IntakeStreams implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IntakeStreams.class);
  static final TopicPartition SETTINGS = new TopicPartition(Topics.SETTINGS, 0);

  private final KafkaClients clients;
  private final Synchronizer synchronizer;
  private final SettingsFeed settings;
  private final TopicLookup lookup;
  private final StreamStart start;
  private final ThrottleListener throttled;
  private final IntakeParser parser = new IntakeParser();
  private final List<Lane> lanes = new ArrayList<>();
  private final Map<Long, IntakeStream> streams = new TreeMap<>();
  private boolean busy;

  /** Learns what limits do. */
  @FunctionalInterface
  interface ThrottleListener {
    /**
     * @param waiting elements that were read and may not be processed yet
     * @param waitedNanos since it was last told
     */
    void throttled(long sync, int waiting, long waitedNanos);
  }

  /**
   * @param first reads the settings topic already, and has read it to its end
   */
  IntakeStreams(
      KafkaClients clients,
      Lane first,
      Synchronizer synchronizer,
      SettingsFeed settings,
      TopicLookup lookup,
      StreamStart start,
      ThrottleListener throttled) {
    this.clients = clients;
    this.synchronizer = synchronizer;
    this.settings = settings;
    this.lookup = lookup;
    this.start = start;
    this.throttled = throttled;
    lanes.add(first);
  }

  /** Waits until every stream that exists is being read. */
  void openAll(long now) {
    Map<Long, String> wanted = synchronizer.topics();
    open(lookup.awaitExisting(new HashSet<>(wanted.values()), now), wanted, now);
  }

  /** Drops streams that are no longer wanted and opens those that have come into being. */
  void refresh(long now) {
    Map<Long, String> wanted = new LinkedHashMap<>(synchronizer.topics());
    drop(
        streams.values().stream()
            .filter(stream -> !stream.partition.topic().equals(wanted.get(stream.sync)))
            .toList());
    wanted.keySet().removeAll(streams.keySet());
    open(lookup.existing(new HashSet<>(wanted.values()), now), wanted, now);
  }

  /**
   * Waits for input and gives it to the synchronizer.
   *
   * @return the number of records of topology streams
   */
  int poll(Duration timeout) {
    Duration wait = wait(timeout);
    int count = 0;
    for (Lane lane : lanes) {
      count += poll(lane, wait);
      wait = Duration.ZERO;
    }
    count += goOn();
    busy = count > 0;
    return count;
  }

  /** Other lanes than the first deliver only when they are asked, and limits end. */
  private Duration wait(Duration timeout) {
    if (busy && lanes.size() > 1) {
      return Duration.ZERO;
    }
    long now = System.nanoTime();
    long nanos = timeout.toNanos();
    for (IntakeStream stream : streams.values()) {
      if (!stream.waiting.isEmpty()) {
        nanos = Math.min(nanos, stream.throttle.nanosUntilNext(stream.waiting.size(), now));
      }
    }
    return Duration.ofNanos(nanos);
  }

  private int poll(Lane lane, Duration timeout) {
    ConsumerRecords<byte[], byte[]> records;
    try {
      records = lane.poll(timeout);
    } catch (OffsetOutOfRangeException e) {
      lost(lane, e);
      return 0;
    }
    records.records(SETTINGS).forEach(settings::accept);
    int count = 0;
    for (TopicPartition partition : records.partitions()) {
      IntakeStream stream = lane.stream(partition);
      if (stream != null && synchronizer.isRunning(stream.sync)) {
        count += accept(stream, records.records(partition));
      }
    }
    return count;
  }

  private int accept(IntakeStream stream, List<ConsumerRecord<byte[], byte[]>> records) {
    long nanos = System.nanoTime();
    stream.throttle.limit(synchronizer.rateLimit(stream.sync), nanos);
    int allowed = stream.waiting.isEmpty() ? stream.throttle.take(records.size(), nanos) : 0;
    process(stream, records.subList(0, allowed));
    if (allowed < records.size()) {
      stream.waiting.addAll(records.subList(allowed, records.size()));
      stream.lane.pause(stream.partition);
      wait(stream, nanos);
    }
    return allowed;
  }

  /** Processes what waits, as far as limits allow it by now. */
  private int goOn() {
    int count = 0;
    for (IntakeStream stream : streams.values()) {
      if (!stream.waiting.isEmpty() && synchronizer.isRunning(stream.sync)) {
        long nanos = System.nanoTime();
        stream.throttle.limit(synchronizer.rateLimit(stream.sync), nanos);
        int allowed = stream.throttle.take(stream.waiting.size(), nanos);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(allowed);
        for (int i = 0; i < allowed; i++) {
          records.add(stream.waiting.remove());
        }
        process(stream, records);
        if (stream.waiting.isEmpty()) {
          stream.lane.resume(stream.partition);
        }
        wait(stream, nanos);
        count += allowed;
      }
    }
    return count;
  }

  private void wait(IntakeStream stream, long nanos) {
    int waiting = stream.waiting.size();
    throttled.throttled(stream.sync, waiting, stream.throttle.waited(waiting > 0, nanos));
  }

  private void process(IntakeStream stream, List<ConsumerRecord<byte[], byte[]>> records) {
    long now = System.currentTimeMillis();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        synchronizer.accept(
            stream.sync, parser.parse(record.value(), record.offset(), record.timestamp()), now);
      } catch (ElementException e) {
        synchronizer.fail(stream.sync, e, now);
      }
      stream.uncommitted = record.offset() + 1;
    }
  }

  /** What to commit, by group: how far each stream is processed since it was last asked. */
  GroupOffsets takeOffsets() {
    GroupOffsets offsets = new GroupOffsets();
    for (IntakeStream stream : streams.values()) {
      if (!synchronizer.isRunning(stream.sync)) {
        continue;
      }
      if (synchronizer.takePositionChanged(stream.sync) && stream.uncommitted < 0) {
        stream.uncommitted = stream.next();
      }
      if (stream.uncommitted >= 0) {
        offsets.put(
            stream.lane.group(),
            stream.partition,
            OffsetMetadata.of(synchronizer.position(stream.sync), stream.sync)
                .at(stream.uncommitted));
      }
      stream.uncommitted = -1;
    }
    return offsets;
  }

  /** All positions are to be committed again: Kafka forgets those of groups that are silent. */
  void touchOffsets() {
    for (IntakeStream stream : streams.values()) {
      if (stream.uncommitted < 0) {
        stream.uncommitted = stream.next();
      }
    }
  }

  /** Stops to read for a synchronization that is gone, and forgets how far it was. */
  void release(Batch.Removed removed, GroupOffsets offsets) {
    TopicPartition partition = new TopicPartition(removed.topic(), 0);
    IntakeStream open = streams.get(removed.sync());
    if (open != null && open.partition.equals(partition)) {
      drop(List.of(open));
    }
    if (!removed.topic().isEmpty() && lookup.exists(removed.topic())) {
      start
          .places()
          .all(partition, removed.sync(), isSharedTaken(partition))
          .forEach(
              place ->
                  offsets.put(
                      clients.group(place.group()),
                      partition,
                      OffsetMetadata.fresh(removed.sync()).at(0)));
    }
  }

  boolean hasUncommitted() {
    return streams.values().stream().anyMatch(stream -> stream.uncommitted >= 0);
  }

  /** Records that are not processed yet, as far as is known. */
  long lag() {
    return streams.values().stream().mapToLong(IntakeStream::lag).sum();
  }

  private void open(Set<String> existing, Map<Long, String> missing, long now) {
    Map<Lane, Map<IntakeStream, Long>> offsets = new LinkedHashMap<>();
    missing.forEach(
        (sync, topic) -> {
          if (existing.contains(topic)) {
            TopicPartition partition = new TopicPartition(topic, 0);
            StreamPlace place = start.places().find(partition, sync, isSharedTaken(partition));
            IntakeStream stream = new IntakeStream(sync, partition, lane(place));
            long offset = start.open(partition, sync, place, now);
            streams.put(sync, stream);
            offsets.computeIfAbsent(stream.lane, lane -> new HashMap<>()).put(stream, offset);
            LOG.info("reading {} for {}", topic, sync);
          }
        });
    offsets.forEach(Lane::add);
  }

  private Lane lane(StreamPlace place) {
    if (start.places().isShared(place)) {
      return lanes.get(0);
    }
    Lane own = new Lane(clients.consumer(place.group()), List.of());
    lanes.add(own);
    return own;
  }

  private boolean isSharedTaken(TopicPartition partition) {
    return streams.values().stream()
        .anyMatch(stream -> stream.partition.equals(partition) && stream.lane == lanes.get(0));
  }

  private void drop(Collection<IntakeStream> gone) {
    Map<Lane, List<IntakeStream>> byLane = new LinkedHashMap<>();
    for (IntakeStream stream : gone) {
      streams.remove(stream.sync);
      throttled.throttled(stream.sync, 0, 0);
      byLane.computeIfAbsent(stream.lane, lane -> new ArrayList<>()).add(stream);
    }
    byLane.forEach(Lane::remove);
    for (Lane lane : byLane.keySet()) {
      if (lane != lanes.get(0)) {
        lanes.remove(lane);
        lane.close();
      }
    }
  }

  private void lost(Lane lane, OffsetOutOfRangeException e) {
    long now = System.currentTimeMillis();
    for (TopicPartition partition : e.partitions()) {
      IntakeStream stream = lane.stream(partition);
      if (stream == null) {
        throw e;
      }
      if (synchronizer.isRunning(stream.sync)) {
        synchronizer.lost(stream.sync, "records were deleted before they were read", now);
      }
      lane.seekToBeginning(partition);
    }
  }

  @Override
  public void close() {
    lanes.forEach(Lane::close);
  }
}
