package io.stackstate.health.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.health.monitor.MonitorDefinitions;
import io.stackstate.health.monitor.MonitorFunctions;
import io.stackstate.health.monitor.MonitorRunner;
import io.stackstate.health.monitor.SavedViews;
import io.stackstate.model.Json;
import io.stackstate.topology.kafka.SettingsFollower;
import io.stackstate.topology.kafka.SettingsFollower.Changed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of the runner of monitors: become the only one, learn what the one before did, then run
 * what is due until told to stop.
 */
final class MonitorSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MonitorSession.class);

  /** How long to wait for requests while monitors run: so many more can run in a second. */
  private static final Duration BUSY = Duration.ofMillis(10);

  private final MonitorConfig config;
  private final ExecutorService threads;
  private final MonitorWriter writer;
  private final MonitorTopics topics;
  private final SettingsFollower settings;
  private final MonitorRunner runner;
  private final SavedViews views;

  MonitorSession(
      MonitorConfig config,
      Map<String, Object> kafka,
      MonitorFunctions functions,
      SavedViews views) {
    this.config = config;
    this.views = views;
    this.threads =
        Executors.newFixedThreadPool(
            config.parallel(),
            task -> {
              Thread thread = new Thread(task, "monitor-run");
              thread.setDaemon(true);
              return thread;
            });
    this.writer = new MonitorWriter(kafka, config.groupId());
    this.topics = new MonitorTopics(kafka);
    this.settings = new SettingsFollower(kafka, followed());
    this.runner =
        new MonitorRunner(functions, writer, threads, config.parallel(), InstantSource.system());
  }

  private static Set<String> followed() {
    Set<String> types = new HashSet<>(MonitorDefinitions.TYPES);
    types.add(SavedViews.TYPE);
    return types;
  }

  /** Works until {@code stopping}. */
  void run(BooleanSupplier stopping) {
    topics.statuses(stopping).values().forEach(runner::restore);
    settings.load(stopping).forEach(this::define);
    topics.openRequests(System.currentTimeMillis());
    LOG.info("monitors: {} are enabled", runner.enabled());
    while (!stopping.getAsBoolean()) {
      topics.pollRequests(runner.busy() ? BUSY : config.pollInterval(), runner::request);
      settings.poll().forEach(this::define);
      if (!stopping.getAsBoolean()) {
        runner.step();
      }
    }
  }

  private void define(Changed changed) {
    try {
      boolean gone = changed.node() == null || changed.node().definition() == null;
      JsonNode definition = gone ? null : Json.mapper().readTree(changed.node().definition());
      if (changed.type().equals(SavedViews.TYPE)) {
        views.define(changed.id(), definition);
      } else {
        runner.define(changed.type(), changed.id(), definition);
      }
    } catch (JsonProcessingException e) {
      LOG.warn("{} {} is not valid and is passed over", changed.type(), changed.id());
    }
  }

  @Override
  public void close() {
    // What runs is given up: it would be published by nobody, and runs again at the next start.
    threads.shutdownNow();
    settings.close();
    topics.close();
    writer.close();
  }
}
