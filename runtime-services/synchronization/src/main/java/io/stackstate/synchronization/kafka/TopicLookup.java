package io.stackstate.synchronization.kafka;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Finds out which topics exist, without waiting. A consumer that is assigned a topic that does not
 * exist yet warns several times a second; asking first keeps the log readable.
 */
final class TopicLookup {
  private final Admin admin;
  private final long intervalMillis;
  private Map<String, KafkaFuture<TopicDescription>> pending = Map.of();
  private long nextMillis;

  TopicLookup(Admin admin, long intervalMillis) {
    this.admin = admin;
    this.intervalMillis = intervalMillis;
  }

  /** Those of {@code wanted} that are known by now to exist; asks again at most every interval. */
  Set<String> existing(Set<String> wanted, long nowMillis) {
    Set<String> found = new HashSet<>();
    if (!pending.isEmpty() && pending.values().stream().allMatch(KafkaFuture::isDone)) {
      found.addAll(answers());
      found.retainAll(wanted);
      pending = Map.of();
    }
    if (pending.isEmpty() && nowMillis >= nextMillis && !found.containsAll(wanted)) {
      ask(wanted, nowMillis);
    }
    return found;
  }

  /** As {@link #existing}, waiting for the answer. */
  Set<String> awaitExisting(Set<String> wanted, long nowMillis) {
    if (wanted.isEmpty()) {
      return Set.of();
    }
    ask(wanted, nowMillis);
    Set<String> found = answers();
    pending = Map.of();
    return found;
  }

  /** Whether this topic exists; waits for the answer. */
  boolean exists(String topic) {
    return exists(admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
  }

  private void ask(Set<String> wanted, long nowMillis) {
    pending = admin.describeTopics(Set.copyOf(wanted)).topicNameValues();
    nextMillis = nowMillis + intervalMillis;
  }

  private Set<String> answers() {
    Set<String> found = new HashSet<>();
    pending.forEach(
        (topic, answer) -> {
          if (exists(answer)) {
            found.add(topic);
          }
        });
    return found;
  }

  private static boolean exists(KafkaFuture<TopicDescription> answer) {
    try {
      answer.toCompletionStage().toCompletableFuture().join();
      return true;
    } catch (CompletionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw new KafkaException("topics cannot be looked up", e.getCause());
    }
  }
}
