package io.stackstate.health.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stackstate.health.Topology;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.event.HealthStateChange;
import io.stackstate.model.intake.HealthPayload.CheckStates;
import io.stackstate.model.intake.HealthPayload.Checkpoint;
import io.stackstate.model.intake.HealthPayload.IntakeCheckState;
import io.stackstate.model.intake.HealthPayload.MainStreamIncrement;
import io.stackstate.model.intake.HealthPayload.MainStreamStart;
import io.stackstate.model.intake.HealthPayload.MainStreamStop;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.model.monitor.MonitorRunStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the process of the service at random moments while states and topology flow, snapshots that
 * span many messages among them. Afterwards the log says of each element what the last states and
 * the last topology say, and of no other; and each change is told by one event: they follow one
 * upon the other without gap or repetition. The problems are those of the last states, too, and
 * each has been created once and ended at most once. A monitor that runs all the time keeps its
 * interval over all of that, and what it says is never gone, nor said twice.
 */
class KillIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int KILLS = 8;
  private static final int COMPONENTS = 30;

  /** The one that the monitor is about; nothing else is. */
  private static final long MONITORED = 99;

  private static final long INTERVAL_MILLIS = 1_000;
  private static final String SNAPSHOTS = "urn:health:kill:snapshots";
  private static final String INCREMENTS = "urn:health:kill:increments";
  private static final HealthState[] SENT = {
    HealthState.CLEAR, HealthState.DEVIATING, HealthState.CRITICAL
  };

  private final Random random = new Random(7);
  private final Map<Long, HealthState> snapshot = new TreeMap<>();
  private final Map<Long, HealthState> increments = new TreeMap<>();
  private final Map<Long, long[]> relations = new TreeMap<>();
  private long checkpoint;

  @Test
  void neitherLosesNorKeepsAnything(@TempDir Path directory) throws Exception {
    try (TestKafka kafka = new TestKafka(directory.resolve("kafka"))) {
      List<Change> components = new ArrayList<>();
      for (long id = 1; id <= COMPONENTS; id++) {
        components.add(Topology.component(id));
      }
      components.add(Topology.component(MONITORED));
      kafka.commit(components);
      defineMonitor(kafka);
      for (int kill = 0; kill < KILLS; kill++) {
        Process process = launch(kafka, directory.resolve("out-" + kill + ".log"));
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1_500 + random.nextInt(3_000));
        do {
          feed(kafka);
        } while (!process.waitFor(10, TimeUnit.MILLISECONDS) && System.nanoTime() < end);
        assertThat(process.isAlive()).isTrue();
        process.destroyForcibly().waitFor();
      }
      Process last = launch(kafka, directory.resolve("out-last.log"));
      try {
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(500))
            .untilAsserted(() -> assertThat(found(kafka)).isEqualTo(expected()));
        for (String type :
            List.of(EventTypes.HEALTH_STATE_CHANGED, EventTypes.PROPAGATED_HEALTH_STATE_CHANGED)) {
          assertThat(told(kafka, type)).isEqualTo(said(kafka, type));
        }
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(ProblemsOnKafka.members(kafka))
                        .isEqualTo(ProblemsOnKafka.expected(own(), relations.values())));
        ProblemsOnKafka.assertToldOnce(kafka);
        await().atMost(PATIENCE).until(() -> runs(kafka).size() > 1);
        assertMonitorKeptItsInterval(kafka);
      } finally {
        last.destroyForcibly().waitFor();
      }
    }
  }

  private static void defineMonitor(TestKafka kafka) throws IOException {
    kafka.settings(
        "MonitorFunction",
        900,
        "f",
        """
        {"_type":"MonitorFunction","id":900,"name":"f","parameters":[],
         "script":{"_type":"ScriptFunctionBody","scriptBody":
         "[[id: 'm', state: 'CRITICAL', topologyIdentifier: 'urn:99']]"}}
        """);
    kafka.settings(
        "Monitor",
        1,
        "m",
        """
        {"_type":"Monitor","id":1,"name":"m","function":900,"intervalSeconds":1,
         "status":"ENABLED","arguments":[]}
        """);
  }

  /** A run and what it said are written together; the next one begins an interval after it. */
  private static void assertMonitorKeptItsInterval(TestKafka kafka) throws IOException {
    List<Long> runs = runs(kafka);
    for (int i = 1; i < runs.size(); i++) {
      assertThat(runs.get(i) - runs.get(i - 1)).isGreaterThanOrEqualTo(INTERVAL_MILLIS);
    }
    List<TopologyEvent> told = new ArrayList<>();
    for (TopologyEvent event : kafka.events()) {
      if (event.type().equals(EventTypes.HEALTH_STATE_CHANGED)
          && event.elements().contains(MONITORED)) {
        told.add(event);
      }
    }
    assertThat(told).hasSize(1);
  }

  /** When the monitor ran. */
  private static List<Long> runs(TestKafka kafka) throws IOException {
    List<Long> runs = new ArrayList<>();
    for (MonitorRunStatus status : kafka.all(Topics.MONITOR_STATUS, MonitorRunStatus.class)) {
      if (status.lastRunMillis() > 0) {
        assertThat(status.errors()).isEmpty();
        runs.add(status.lastRunMillis());
      }
    }
    return runs;
  }

  private void feed(TestKafka kafka) throws IOException {
    switch (random.nextInt(3)) {
      case 0 -> sendSnapshot(kafka);
      case 1 -> sendIncrement(kafka);
      default -> changeRelation(kafka);
    }
    kafka.flush();
  }

  private void sendSnapshot(TestKafka kafka) throws IOException {
    snapshot.clear();
    kafka.send(SNAPSHOTS, null, new MainStreamStart(1_800_000L, null));
    for (int part = 0; part < 3; part++) {
      List<IntakeCheckState> states = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        long id = 1 + random.nextInt(COMPONENTS);
        HealthState state = SENT[random.nextInt(SENT.length)];
        snapshot.put(id, state);
        states.add(state(id, state));
      }
      kafka.send(SNAPSHOTS, null, new CheckStates("REPEAT_SNAPSHOTS", states));
      kafka.flush();
    }
    kafka.send(SNAPSHOTS, null, new MainStreamStop());
  }

  private void sendIncrement(TestKafka kafka) throws IOException {
    Checkpoint previous = checkpoint == 0 ? null : new Checkpoint(checkpoint, null);
    kafka.send(
        INCREMENTS, null, new MainStreamIncrement(new Checkpoint(++checkpoint, null), previous));
    long id = 1 + random.nextInt(COMPONENTS);
    IntakeCheckState sent;
    if (increments.containsKey(id) && random.nextBoolean()) {
      increments.remove(id);
      sent = new IntakeCheckState("{\"checkStateId\":\"" + id + "\",\"delete\":true}");
    } else {
      HealthState state = SENT[random.nextInt(SENT.length)];
      increments.put(id, state);
      sent = state(id, state);
    }
    kafka.send(INCREMENTS, null, new CheckStates("TRANSACTIONAL_INCREMENTS", List.of(sent)));
  }

  private static IntakeCheckState state(long id, HealthState state) {
    return new IntakeCheckState(
        "{\"checkStateId\":\"%d\",\"name\":\"n\",\"health\":\"%s\",\"topologyElementIdentifier\":\"urn:%d\"}"
            .formatted(id, state, id));
  }

  private void changeRelation(TestKafka kafka) {
    long id = 1_000 + random.nextInt(COMPONENTS);
    if (relations.remove(id) != null) {
      kafka.commit(List.of(Topology.gone(Aspect.RELATION, id)));
      return;
    }
    long source = 1 + random.nextInt(COMPONENTS);
    long target = 1 + random.nextInt(COMPONENTS);
    relations.put(id, new long[] {source, target});
    kafka.commit(List.of(Topology.relation(id, source, target, DependencyDirection.ONE_WAY)));
  }

  private Map<Long, HealthState> own() {
    Map<Long, HealthState> own = new TreeMap<>(snapshot);
    own.put(MONITORED, HealthState.CRITICAL);
    increments.forEach((id, state) -> own.merge(id, state, KillIT::worse));
    return own;
  }

  private Map<Long, String> expected() {
    Map<Long, HealthState> own = own();
    Map<Long, HealthState> propagated = new TreeMap<>();
    own.forEach((id, state) -> propagated.put(id, unhealthy(state)));
    for (int i = 0; i < COMPONENTS; i++) {
      relations
          .values()
          .forEach(
              ends ->
                  propagated.merge(
                      ends[0],
                      propagated.getOrDefault(ends[1], HealthState.UNKNOWN),
                      KillIT::worse));
    }
    Map<Long, String> said = new TreeMap<>();
    for (long id = 1; id <= COMPONENTS; id++) {
      say(said, id, own.get(id), propagated.getOrDefault(id, HealthState.UNKNOWN));
    }
    say(said, MONITORED, HealthState.CRITICAL, HealthState.CRITICAL);
    relations.forEach(
        (id, ends) -> say(said, id, null, propagated.getOrDefault(ends[1], HealthState.UNKNOWN)));
    return said;
  }

  private static void say(
      Map<Long, String> said, long id, HealthState own, HealthState propagated) {
    if (own != null || propagated != HealthState.UNKNOWN) {
      said.put(id, (own == null ? HealthState.UNKNOWN : own) + " " + propagated);
    }
  }

  private static Map<Long, String> found(TestKafka kafka) throws IOException {
    Map<Long, String> said = new TreeMap<>();
    for (Health health : kafka.health().values()) {
      said.put(health.id(), health.own() + " " + health.propagated());
    }
    return said;
  }

  /** The states of components at the end of the events about them. */
  private static Map<Long, HealthState> told(TestKafka kafka, String type) throws IOException {
    Map<Long, HealthState> states = new TreeMap<>();
    for (TopologyEvent event : kafka.events()) {
      HealthStateChange change = Json.mapper().readValue(event.data(), HealthStateChange.class);
      if (event.type().equals(type) && change.elementId() <= COMPONENTS) {
        HealthState before = states.put(change.elementId(), change.newValue());
        assertThat(change.oldValue())
            .as(event.toString())
            .isEqualTo(before == null ? HealthState.UNKNOWN : before)
            .isNotEqualTo(change.newValue());
        assertThat(event.elementIdentifiers()).containsExactly("urn:" + change.elementId());
      }
    }
    states.values().removeIf(state -> state == HealthState.UNKNOWN);
    return states;
  }

  private static Map<Long, HealthState> said(TestKafka kafka, String type) throws IOException {
    boolean own = type.equals(EventTypes.HEALTH_STATE_CHANGED);
    Map<Long, HealthState> states = new TreeMap<>();
    for (Health health : kafka.health().values()) {
      if (health.id() <= COMPONENTS) {
        states.put(health.id(), own ? health.own() : health.propagated());
      }
    }
    states.values().removeIf(state -> state == HealthState.UNKNOWN);
    return states;
  }

  private static HealthState unhealthy(HealthState state) {
    return state.compareTo(HealthState.DEVIATING) >= 0 ? state : HealthState.UNKNOWN;
  }

  private static HealthState worse(HealthState a, HealthState b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  static Process launch(TestKafka kafka, Path log) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dstackstate.health.problemSettleTime=100ms",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            HealthProcess.class.getName(),
            kafka.bootstrapServers());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }
}
