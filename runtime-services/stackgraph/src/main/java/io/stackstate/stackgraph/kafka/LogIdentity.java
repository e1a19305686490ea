package io.stackstate.stackgraph.kafka;

import io.stackstate.model.Topics;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.stackgraph.StackGraphException;
import io.stackstate.stackgraph.log.LogBinding;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Tells whether the change log is the one that a graph was made from. A log that was lost and made
 * anew counts from 0 again: a graph that followed it without noticing would skip what it takes for
 * commits that it knows.
 */
public final class LogIdentity {
  private static final TopicPartition PARTITION = new TopicPartition(Topics.CHANGES, 0);

  private LogIdentity() {}

  /**
   * A log as it is.
   *
   * @param id that Kafka gave the topic
   * @param end the offset behind its last record
   */
  public record Log(String id, long end) {}

  /**
   * Requires that the graph was made from the log there is; a graph that does not know its log yet
   * is bound to it. To be called before anything writes to the log.
   *
   * @throws StackGraphException when it is another log, or less than was read of it; one line that
   *     says what to do
   */
  public static void require(StackGraph graph, Map<String, Object> kafka, Duration patience) {
    Log log =
        read(kafka, patience)
            .orElseThrow(() -> lost("topic " + Topics.CHANGES + " does not exist"));
    LogBinding known = graph.log().binding();
    if (known.logId() != null && !known.logId().equals(log.id())) {
      throw lost("topic " + Topics.CHANGES + " was made anew, it is not the one that was read");
    }
    if (graph.resumeOffset() > log.end()) {
      throw lost(
          "topic %s ends at offset %d, but was read up to %d"
              .formatted(Topics.CHANGES, log.end(), graph.resumeOffset()));
    }
    if (known.logId() == null) {
      graph.log().bind(log.id());
    }
  }

  /**
   * The log there is; empty without the topic.
   *
   * @throws StackGraphException when Kafka does not answer within {@code patience}
   */
  public static Optional<Log> read(Map<String, Object> kafka, Duration patience) {
    long millis = patience.toMillis();
    Map<String, Object> settings = new HashMap<>(kafka);
    // Closing the client waits for calls that nobody waits for any more.
    settings.put("default.api.timeout.ms", (int) Math.min(millis, Integer.MAX_VALUE));
    settings.put("request.timeout.ms", (int) Math.min(millis, 30_000));
    try (Admin admin = Admin.create(settings)) {
      String id =
          admin
              .describeTopics(List.of(Topics.CHANGES))
              .allTopicNames()
              .get(millis, TimeUnit.MILLISECONDS)
              .get(Topics.CHANGES)
              .topicId()
              .toString();
      long end =
          admin
              .listOffsets(Map.of(PARTITION, OffsetSpec.latest()))
              .partitionResult(PARTITION)
              .get(millis, TimeUnit.MILLISECONDS)
              .offset();
      return Optional.of(new Log(id, end));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw unreadable(e.getCause());
    } catch (TimeoutException | KafkaException e) {
      throw unreadable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreadable(e);
    }
  }

  private static StackGraphException unreadable(Throwable cause) {
    return new StackGraphException(
        "the change log cannot be examined: "
            + (cause.getMessage() == null ? cause.toString() : cause.getMessage()),
        cause);
  }

  private static StackGraphException lost(String found) {
    return new StackGraphException(
        "the change log is lost or damaged: "
            + found
            + "; with all services stopped, 'stackstate graph rebuild --log' writes it anew from"
            + " StackGraph, history is kept",
        null);
  }
}
