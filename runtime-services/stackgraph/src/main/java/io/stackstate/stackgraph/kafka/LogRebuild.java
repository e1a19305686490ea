package io.stackstate.stackgraph.kafka;

import io.stackstate.model.ElementId;
import io.stackstate.model.Topics;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.CommitHeader;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.stackgraph.StackGraphException;
import io.stackstate.topology.kafka.ChangeLogWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes the change log anew from a graph, when the topic was lost: the newest record of every key,
 * as whole commits, with the ids that they always had. The graph goes on with the new log and keeps
 * its history. Only while nothing else writes to the log.
 *
 * <p>Until the last step the graph is bound to the old log. A rebuild that was killed is therefore
 * begun again, on an empty topic.
 */
public final class LogRebuild {
  private static final String WRITER = "stackgraph-log-rebuild";
  private static final int WRITER_ID = (int) ElementId.of("change-log-writer", WRITER);
  private static final TopicPartition PARTITION = new TopicPartition(Topics.CHANGES, 0);
  private static final int COMMIT_RECORDS = 1_000;
  private static final Duration POLL = Duration.ofSeconds(2);

  private LogRebuild() {}

  /** Whose records a topic holds. */
  public enum Content {
    NOTHING,
    /** What an earlier rebuild wrote that was killed. */
    OUR_REMAINS,
    /** Those of services; they would be lost. */
    OTHERS
  }

  /**
   * What a rebuild wrote.
   *
   * @param records how many
   * @param end the offset behind them
   */
  public record Result(long records, long end) {}

  /** Looks at what the topic holds. */
  public static Content content(Map<String, Object> kafka) {
    Content content = Content.NOTHING;
    try (Consumer<byte[], byte[]> consumer = consumer(kafka)) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
      while (consumer.position(PARTITION) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (!isOurs(record)) {
            return Content.OTHERS;
          }
          content = Content.OUR_REMAINS;
        }
      }
      return content;
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /**
   * Writes the log into its topic, which exists and is empty, and binds the graph to it.
   *
   * @param progress is told how many records were written so far
   * @throws StackGraphException when that failed; it can be begun again on an empty topic
   */
  public static Result run(
      StackGraph graph, Map<String, Object> kafka, Duration patience, LongConsumer progress) {
    LogIdentity.Log log =
        LogIdentity.read(kafka, patience)
            .orElseThrow(() -> new StackGraphException("there is no topic " + Topics.CHANGES));
    if (log.end() != 0) {
      throw new StackGraphException(
          "topic " + Topics.CHANGES + " is not empty: it ends at offset " + log.end());
    }
    try (KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
      producer.initTransactions();
      Writing writing = new Writing(producer, progress);
      graph.log().forEachPresentRecord(writing::add);
      writing.commit();
      long end = LogIdentity.read(kafka, patience).orElseThrow().end();
      ConsumerRecord<byte[], byte[]> last = lastRecord(kafka, end);
      graph
          .log()
          .continueOn(
              log.id(),
              last == null ? -1 : last.offset(),
              end,
              last == null ? 0 : last.timestamp());
      return new Result(writing.records, end);
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /** Gathers records into commits. */
  private static final class Writing {
    private final KafkaProducer<byte[], byte[]> producer;
    private final ChangeLogWriter writer;
    private final LongConsumer progress;
    private final List<Change> commit = new ArrayList<>();
    private long records;

    Writing(KafkaProducer<byte[], byte[]> producer, LongConsumer progress) {
      this.producer = producer;
      this.writer = new ChangeLogWriter(producer, WRITER);
      this.progress = progress;
    }

    void add(Change change) {
      commit.add(change);
      if (commit.size() == COMMIT_RECORDS) {
        commit();
      }
    }

    void commit() {
      if (commit.isEmpty()) {
        return;
      }
      producer.beginTransaction();
      writer.append(commit);
      producer.commitTransaction();
      records += commit.size();
      commit.clear();
      progress.accept(records);
    }
  }

  /** Null when there is none. */
  private static ConsumerRecord<byte[], byte[]> lastRecord(Map<String, Object> kafka, long end) {
    ConsumerRecord<byte[], byte[]> last = null;
    try (Consumer<byte[], byte[]> consumer = consumer(kafka)) {
      consumer.assign(List.of(PARTITION));
      // A commit and the marker behind it.
      consumer.seek(PARTITION, Math.max(0, end - COMMIT_RECORDS - 1));
      while (consumer.position(PARTITION) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          last = record;
        }
      }
      return last;
    }
  }

  private static boolean isOurs(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(CommitHeader.NAME);
    try {
      return CommitHeader.parse(header == null ? null : header.value()).writer() == WRITER_ID;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static StackGraphException failed(Throwable cause) {
    return new StackGraphException(
        "the change log cannot be written anew: "
            + (cause.getMessage() == null ? cause.toString() : cause.getMessage()),
        cause);
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> kafka) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, WRITER);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 18);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> kafka) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
