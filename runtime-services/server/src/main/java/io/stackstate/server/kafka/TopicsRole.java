package io.stackstate.server.kafka;

import io.stackstate.model.Topics;
import io.stackstate.server.role.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Provisions the fixed topics before anyone uses them; waits for brokers that are not there yet.
 */
public final class TopicsRole implements Role {
  private static final Logger log = LoggerFactory.getLogger(TopicsRole.class);

  private final Supplier<Map<String, Object>> kafka;
  private final Duration patience;
  private volatile boolean done;
  private volatile boolean closed;

  /**
   * @param kafka settings of Kafka clients, asked for at the start
   * @param patience how long to wait for brokers
   */
  public TopicsRole(Supplier<Map<String, Object>> kafka, Duration patience) {
    this.kafka = kafka;
    this.patience = patience;
  }

  @Override
  public String name() {
    return "topics";
  }

  @Override
  public void start() throws Exception {
    Instant deadline = Instant.now().plus(patience);
    try (Admin admin = Admin.create(kafka.get())) {
      while (!done && !closed) {
        try {
          new TopicProvisioning(admin).ensure(Topics.FIXED);
          done = true;
        } catch (ExecutionException e) {
          retry(e, deadline);
        }
      }
    }
  }

  private static void retry(ExecutionException e, Instant deadline) throws ExecutionException {
    if (!(e.getCause() instanceof RetriableException) || Instant.now().isAfter(deadline)) {
      throw e;
    }
    // The client has waited its own time-out already: no further pause is needed.
    log.warn("Kafka does not answer yet: {}", e.getCause().getMessage());
  }

  @Override
  public boolean ready() {
    return done;
  }

  @Override
  public void close() {
    closed = true;
  }
}
