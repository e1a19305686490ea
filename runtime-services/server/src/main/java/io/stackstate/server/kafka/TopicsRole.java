package io.stackstate.server.kafka;

import io.stackstate.model.Topics;
import io.stackstate.server.role.Role;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Provisions the fixed topics before anyone uses them; waits for brokers that are not there yet.
 * Every process does it, so it does not matter which is the first.
 */
public final class TopicsRole implements Role {
  private static final Logger log = LoggerFactory.getLogger(TopicsRole.class);
  private static final int REQUEST_MILLIS = 5_000;
  private static final long RETRY_MILLIS = 500;
  private static final long TOLD_NANOS = Duration.ofSeconds(30).toNanos();

  private final Supplier<Map<String, Object>> kafka;
  private final TopicSettings settings;
  private final Duration patience;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean done;
  private volatile String waiting = "Kafka was not asked yet";
  private long told;

  /** What the brokers lack now, and may have soon. */
  private static final class NotYet extends Exception {
    private static final long serialVersionUID = 1;

    NotYet(String message) {
      super(message);
    }
  }

  /**
   * @param kafka settings of Kafka clients, asked for at the start
   * @param patience how long to wait for brokers
   */
  public TopicsRole(
      Supplier<Map<String, Object>> kafka, TopicSettings settings, Duration patience) {
    this.kafka = kafka;
    this.settings = settings;
    this.patience = patience;
  }

  @Override
  public String name() {
    return "topics";
  }

  /**
   * @throws KafkaException with one line that says what Kafka refuses, or that it did not answer
   */
  @Override
  public void start() throws InterruptedException {
    long begin = System.nanoTime();
    told = begin - TOLD_NANOS;
    while (!done) {
      try {
        provide();
        done = true;
      } catch (NotYet e) {
        tell(e.getMessage());
        if (System.nanoTime() - begin > patience.toNanos()) {
          throw new KafkaException(
              waiting + "; given up after " + patience.toSeconds() + " s (kafkaPatience)");
        }
        if (closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
          throw new KafkaException("stopped while it waited: " + waiting);
        }
      }
    }
    if (told != begin - TOLD_NANOS) {
      log.info("Kafka answers");
    }
  }

  private void provide() throws NotYet, InterruptedException {
    Map<String, Object> client = new HashMap<>(kafka.get());
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    String address = String.valueOf(client.get("bootstrap.servers"));
    try (Admin admin = Admin.create(client)) {
      TopicProvisioning provisioning = new TopicProvisioning(admin, settings);
      if (settings.manage()) {
        provisioning.ensure(Topics.FIXED);
      } else {
        require(provisioning.missing(Topics.FIXED));
      }
    } catch (ExecutionException e) {
      throw explain(address, e.getCause());
    } catch (KafkaException e) {
      // A name of the cluster that does not exist yet looks like a wrong setting.
      throw explain(address, e.getCause() instanceof ConfigException cause ? cause : e);
    }
  }

  private static void require(List<String> missing) throws NotYet {
    if (!missing.isEmpty()) {
      throw new NotYet(
          "topics are missing, and stackstate.topics.manage is false: "
              + String.join(", ", missing));
    }
  }

  private static NotYet explain(String address, Throwable cause) {
    String reason = cause.getMessage();
    if (cause instanceof InvalidReplicationFactorException) {
      return new NotYet("Kafka at " + address + " has too few brokers yet: " + reason);
    }
    if (cause instanceof ConfigException && String.valueOf(reason).contains("No resolvable")) {
      return new NotYet("Kafka is not there yet: no address is known for " + address);
    }
    if (cause instanceof AuthenticationException) {
      throw new KafkaException(
          "stackstate.kafka: Kafka at " + address + " refuses the credentials: " + reason, cause);
    }
    if (cause instanceof AuthorizationException) {
      throw new KafkaException(
          "stackstate.topics: Kafka at "
              + address
              + " does not let this user manage topics: "
              + reason,
          cause);
    }
    if (cause instanceof RetriableException) {
      return new NotYet("Kafka at " + address + " does not answer yet: " + reason);
    }
    throw new KafkaException("stackstate.kafka: " + reason, cause);
  }

  /** Says it when it is new, and then now and then. */
  private void tell(String line) {
    if (System.nanoTime() - told >= TOLD_NANOS) {
      log.warn("{}", line);
      told = System.nanoTime();
    }
    waiting = line;
  }

  @Override
  public boolean ready() {
    return done;
  }

  @Override
  public String reason() {
    return waiting;
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
