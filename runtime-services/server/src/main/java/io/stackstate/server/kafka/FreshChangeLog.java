package io.stackstate.server.kafka;

import io.stackstate.model.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Removes the change log and makes an empty one in its place; all that it holds is lost. */
public final class FreshChangeLog {
  private static final long POLL_MILLIS = 50;

  private FreshChangeLog() {}

  /**
   * @param patience how long the brokers may take to remove it
   * @throws ExecutionException what the brokers answered
   * @throws IllegalStateException when they took longer
   */
  public static void make(Map<String, Object> kafka, Duration patience)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(kafka)) {
      try {
        admin.deleteTopics(List.of(Topics.CHANGES)).all().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
      Instant deadline = Instant.now().plus(patience);
      while (admin.listTopics().names().get().contains(Topics.CHANGES)) {
        if (Instant.now().isAfter(deadline)) {
          throw new IllegalStateException(
              "topic " + Topics.CHANGES + " was not removed within " + patience);
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
      new TopicProvisioning(admin).ensure(Topics.FIXED);
    }
  }
}
