package io.stackstate.health.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.health.monitor.MonitorFunctions.FailedException;
import io.stackstate.health.monitor.MonitorFunctions.State;
import io.stackstate.health.monitor.MonitorOutput.Entry;
import io.stackstate.model.Json;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.monitor.MonitorPublication;
import io.stackstate.model.monitor.MonitorRunRequest;
import io.stackstate.model.monitor.MonitorRunStatus;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A runner whose time, threads and functions the test moves, and what it has written. */
final class Fixture implements MonitorFunctions {
  static final long FUNCTION = 900;

  final List<Entry> written = new ArrayList<>();
  final Map<Long, MonitorRunStatus> statuses = new LinkedHashMap<>();
  final Deque<Runnable> tasks = new ArrayDeque<>();
  long now = 1_000_000;
  MonitorRunner runner = newRunner();
  private List<State> states = List.of();
  private String failure;
  private boolean passing;

  MonitorRunner newRunner() {
    MonitorRunner made =
        new MonitorRunner(this, this::write, tasks::add, 2, () -> Instant.ofEpochMilli(now));
    made.define("MonitorFunction", FUNCTION, json("{'id':900,'name':'f','parameters':[]}"));
    statuses.values().forEach(made::restore);
    return made;
  }

  private void write(List<Entry> entries) {
    written.addAll(entries);
    for (Entry entry : entries) {
      if (entry instanceof Entry.Status status) {
        statuses.put(status.status().id(), status.status());
      } else if (entry instanceof Entry.Forgotten forgotten) {
        statuses.remove(forgotten.monitor());
      }
    }
  }

  @Override
  public Ran run(JsonNode function, Map<String, Object> arguments) throws FailedException {
    if (failure != null) {
      throw new FailedException(failure, passing);
    }
    return new Ran(states, List.of());
  }

  void gives(String... ids) {
    failure = null;
    states = new ArrayList<>();
    for (String id : ids) {
      states.add(new State(id, HealthState.DEVIATING, "urn:" + id, "", "", Map.of()));
    }
  }

  void fails(String why) {
    failure = why;
    passing = false;
  }

  void findsNoTelemetry(String why) {
    failure = why;
    passing = true;
  }

  static String monitor(long id, String status, int interval) {
    return "{'_type':'Monitor','id':%d,'name':'m','function':900,'intervalSeconds':%d,'status':'%s'}"
        .formatted(id, interval, status);
  }

  void define(long id, String status, int interval) {
    runner.define("Monitor", id, json(monitor(id, status, interval)));
  }

  /** Looks, and runs to its end what that began. */
  void turn() {
    runner.step();
    runAll();
    runner.step();
  }

  void runAll() {
    while (!tasks.isEmpty()) {
      tasks.poll().run();
    }
  }

  void ask(String correlation, long id, String status, boolean dryRun, long deadline) {
    runner.request(
        new MonitorRunRequest(
            correlation,
            monitor(id, status, 60).replace('\'', '"'),
            "{\"id\":900,\"name\":\"f\"}",
            dryRun,
            deadline));
  }

  /** A monitor whose states others publish. */
  void defineExternal(long id, String status) {
    runner.define(
        "MonitorFunction",
        FUNCTION + 1,
        json("{'id':901,'name':'e','identifier':'%s'}".formatted(MonitorPublication.FUNCTION)));
    runner.define("Monitor", id, json(monitor(id, status, 60).replace("900", "901")));
  }

  void publish(String correlation, long id, boolean first, boolean last, String... ids) {
    List<MonitorPublication.State> sent = new ArrayList<>();
    for (String each : ids) {
      sent.add(new MonitorPublication.State(each, "CRITICAL", "urn:" + each, null, "why", null));
    }
    runner.request(
        new MonitorRunRequest(
            correlation,
            "{\"id\":" + id + "}",
            "{}",
            false,
            now + 5_000,
            new MonitorPublication(first, last, sent)));
  }

  <T extends Entry> List<T> written(Class<T> type) {
    return written.stream().filter(type::isInstance).map(type::cast).toList();
  }

  static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
