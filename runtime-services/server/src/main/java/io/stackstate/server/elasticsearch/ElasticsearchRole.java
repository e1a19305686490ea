package io.stackstate.server.elasticsearch;

import com.typesafe.config.Config;
import io.stackstate.server.role.Role;
import io.stackstate.telemetry.node.ElasticsearchHome;
import io.stackstate.telemetry.node.ElasticsearchProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an Elasticsearch node running as a child process. Its absence is reported and never stops
 * the topology path; a node that dies is started again, later each time it dies soon.
 */
public final class ElasticsearchRole implements Role {
  private static final Logger log = LoggerFactory.getLogger(ElasticsearchRole.class);
  private static final Duration CHECK_EVERY = Duration.ofSeconds(1);
  private static final int MAX_BACKOFF_SECONDS = 60;

  private final Path distributionParent;
  private final Path root;
  private final String heap;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "elasticsearch");
            thread.setDaemon(true);
            return thread;
          });
  private volatile ElasticsearchProcess process;
  private volatile boolean ready;
  private volatile boolean coming = true;
  private volatile String reason = "it is starting";
  private int backoffSeconds = 1;

  /**
   * @param distributionParent where an Elasticsearch is unpacked
   * @param root the node's own directory
   * @param heap as {@code -Xmx} takes it
   */
  public ElasticsearchRole(Path distributionParent, Path root, String heap) {
    this.distributionParent = distributionParent;
    this.root = root;
    this.heap = heap;
  }

  /**
   * @param config the root; {@code stackstate.elasticsearch} is read
   * @param root the node's own directory
   */
  public static ElasticsearchRole of(Config config, Path root) {
    Config section = config.getConfig("stackstate.elasticsearch");
    return new ElasticsearchRole(
        Path.of(section.getString("home")), root, section.getString("heap"));
  }

  @Override
  public String name() {
    return "elasticsearch";
  }

  /** Returns at once: the node takes its time, and nobody needs to wait for it. */
  @Override
  public void start() {
    timer.execute(this::launch);
  }

  private void launch() {
    try {
      process =
          ElasticsearchProcess.start(
              ElasticsearchHome.distribution(distributionParent), root, heap);
      timer.schedule(this::check, CHECK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException e) {
      reason = "it is off: " + e.getMessage();
      coming = false;
      log.warn("Elasticsearch is off, all else works: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void check() {
    if (!process.alive()) {
      ready = false;
      reason = "it ended with code " + process.exitCode() + " and is started again";
      coming = false;
      log.warn(
          "Elasticsearch ended with code {}, next try in {} s; its output is {}",
          process.exitCode(),
          backoffSeconds,
          root.resolve("logs/console.log"));
      process.close();
      timer.schedule(this::launch, backoffSeconds, TimeUnit.SECONDS);
      backoffSeconds = Math.min(MAX_BACKOFF_SECONDS, backoffSeconds * 2);
      return;
    }
    boolean answers = answers();
    if (answers && !ready) {
      log.info("elasticsearch ready on {}", uri().orElseThrow());
      backoffSeconds = 1;
      reason = "it does not answer";
    }
    ready = answers;
    coming = coming && !answers;
    timer.schedule(this::check, CHECK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean answers() {
    try {
      HttpRequest health =
          HttpRequest.newBuilder(
                  uri().orElseThrow().resolve("/_cluster/health?wait_for_status=yellow&timeout=1s"))
              .timeout(Duration.ofSeconds(5))
              .build();
      return http.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Where its REST interface is, or will be soon; empty when it cannot run here. */
  public Optional<URI> uri() {
    return Optional.ofNullable(process).map(p -> URI.create("http://127.0.0.1:" + p.port()));
  }

  /**
   * Whether it is worth waiting for: it was told to start, and has neither answered yet nor failed
   * to start.
   */
  public boolean coming() {
    return coming;
  }

  @Override
  public boolean ready() {
    return ready;
  }

  @Override
  public String reason() {
    return reason;
  }

  @Override
  public boolean required() {
    return false;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    ready = false;
    if (process != null) {
      process.close();
    }
  }
}
