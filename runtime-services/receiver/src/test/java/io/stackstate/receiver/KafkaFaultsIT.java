package io.stackstate.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stackstate.broker.EmbeddedBroker;
import io.stackstate.broker.FreePort;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What senders see when Kafka is away, when memory is short, and when the receiver stops. */
@ExtendWith(KafkaUnderTest.Shared.class)
class KafkaFaultsIT {
  private static final ApiKeys KEYS = () -> List.of(RunningReceiver.KEY);
  private static final Map<String, String> STORED_PATHS =
      Map.of(
          "/stsAgent/intake", component("path"),
          "/stsAgent/intake/metrics", "{\"internalHostname\":\"h\",\"metrics\":[[\"m\",1,1,{}]]}",
          "/stsAgent/api/v1/series",
              "{\"series\":[{\"metric\":\"m\",\"host\":\"h\",\"points\":[[1,1]]}]}",
          "/stsAgent/api/v1/check_run", "[{\"check\":\"c\",\"host_name\":\"h\",\"status\":0}]");

  @Test
  void whileKafkaIsAwaySendersKeepTheirDataAndNothingIsLost(@TempDir Path directory) {
    int port = FreePort.find();
    EmbeddedBroker broker = EmbeddedBroker.start(directory, port);
    KafkaUnderTest kafka = new KafkaUnderTest(broker.bootstrapServers());
    try (RunningReceiver receiver =
        new RunningReceiver(kafka.settings(), KEYS, RunningReceiver.HASTY)) {
      receiver.accept(component("before"));
      await().atMost(Duration.ofMinutes(2)).until(receiver.receiver()::ready);
      broker.close();
      STORED_PATHS.forEach((path, body) -> assertTurnedAway(receiver.post(path, body)));
      assertThat(receiver.receiver().ready()).isFalse();
      List<String> queue = IntStream.range(0, 40).mapToObj(i -> "queued-" + i).toList();
      for (String id : queue) {
        assertTurnedAway(receiver.post("/stsAgent/intake", component(id)));
      }
      assertThat(receiver.metrics().get("stackstate.receiver.in.flight").gauge().value()).isZero();

      broker = EmbeddedBroker.start(directory, port);
      for (String id : queue) {
        await()
            .atMost(Duration.ofMinutes(4))
            .until(() -> receiver.post("/stsAgent/intake", component(id)).statusCode() == 200);
      }
      assertThat(keys(kafka)).contains("before").containsAll(queue);
      await().atMost(Duration.ofMinutes(2)).until(receiver.receiver()::ready);
    } finally {
      broker.close();
    }
  }

  @Test
  void whatWasAcknowledgedWhileClosingIsOnKafka() {
    KafkaUnderTest kafka = KafkaUnderTest.shared();
    RunningReceiver receiver = new RunningReceiver(kafka.settings(), KEYS, "");
    receiver.accept(component("first"));
    List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
    AtomicBoolean turnedAway = new AtomicBoolean();
    ExecutorService senders = Executors.newFixedThreadPool(4);
    List<CompletableFuture<Void>> running =
        IntStream.range(0, 4)
            .mapToObj(
                sender ->
                    CompletableFuture.runAsync(
                        () -> sendUntilTurnedAway(receiver, sender, acknowledged, turnedAway),
                        senders))
            .toList();
    await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() > 50);
    receiver.receiver().close();
    running.forEach(CompletableFuture::join);
    senders.shutdown();
    assertThat(turnedAway).isTrue();
    assertThat(keys(kafka)).containsAll(acknowledged);
    receiver.close();
  }

  @Test
  void beyondTheMemoryBudgetSendersComeBackLater() {
    try (RunningReceiver receiver =
        new RunningReceiver(
            KafkaUnderTest.shared().settings(),
            KEYS,
            "stackstate.receiver.inFlightBytes = 500000")) {
      String spaces = " ".repeat(600_000);
      assertTurnedAway(receiver.post("/stsAgent/intake", component("a") + spaces));
      String elements =
          IntStream.range(0, 3000)
              .mapToObj(i -> "\"" + i + "\"")
              .collect(Collectors.joining(",", "[", "]"));
      String many =
          "{\"internalHostname\":\"h\",\"topologies\":[{\"instance\":{\"type\":\"budget\","
              + "\"url\":\"u\"},\"delete_ids\":"
              + elements
              + "}]}";
      assertTurnedAway(receiver.post("/stsAgent/intake", many));
      receiver.accept(component("small"));
      assertThat(receiver.metrics().get("stackstate.receiver.in.flight").gauge().value()).isZero();
    }
    assertThat(KafkaUnderTest.shared().topics()).doesNotContain("sts_topo_budget_u");
  }

  @Test
  void aStrayClientCannotFillTheClusterWithTopics() {
    KafkaUnderTest kafka = KafkaUnderTest.shared();
    long existing = kafka.topics().stream().filter(t -> t.startsWith("sts_topo_")).count();
    String config = "stackstate.receiver.maxTopologyTopics = " + (existing + 1);
    try (RunningReceiver receiver = new RunningReceiver(kafka.settings(), KEYS, config)) {
      String body =
          "{\"internalHostname\":\"h\",\"topologies\":[{\"instance\":{\"type\":\"cap\","
              + "\"url\":\"%s\"},\"delete_ids\":[\"x\"]}]}";
      receiver.accept(body.formatted("1"));
      HttpResponse<String> refused = receiver.post("/stsAgent/intake", body.formatted("2"));
      assertTurnedAway(refused);
      assertThat(refused.body()).contains("maxTopologyTopics");
      receiver.accept(body.formatted("1"));
    }
    assertThat(kafka.topics()).contains("sts_topo_cap_1").doesNotContain("sts_topo_cap_2");
  }

  private static void sendUntilTurnedAway(
      RunningReceiver receiver, int sender, List<String> acknowledged, AtomicBoolean turnedAway) {
    for (int i = 0; !turnedAway.get(); i++) {
      String id = "closing-" + sender + "-" + i;
      int status = receiver.post("/stsAgent/intake", component(id)).statusCode();
      if (status == 200) {
        acknowledged.add(id);
      } else {
        assertThat(status).isEqualTo(503);
        turnedAway.set(true);
      }
    }
  }

  private static void assertTurnedAway(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
    assertThat(response.headers().firstValue("retry-after")).isPresent();
  }

  private static List<String> keys(KafkaUnderTest kafka) {
    return kafka.read("sts_topo_faults_u").stream().map(ConsumerRecord::key).toList();
  }

  private static String component(String id) {
    return ("{\"internalHostname\":\"h\",\"topologies\":[{\"instance\":{\"type\":\"faults\","
            + "\"url\":\"u\"},\"components\":[{\"externalId\":\"%s\",\"type\":{\"name\":\"t\"}}]}]}")
        .formatted(id);
  }
}
