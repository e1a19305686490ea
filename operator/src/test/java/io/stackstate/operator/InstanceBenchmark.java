package io.stackstate.operator;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.operator.apiserver.ApiServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a highly available instance takes: a reconciliation while nothing is to be done, and one
 * change of its spec until the last object is applied. The sample for production, over the CRDs of
 * Strimzi, ECK and Prometheus; nothing is asserted.
 *
 * <p>Run: {@code mvn -pl operator -am test-compile exec:java -Dexec.classpathScope=test
 * -Dexec.mainClass=io.stackstate.operator.InstanceBenchmark}
 */
public final class InstanceBenchmark {
  private static final int WARM_UP = 20;
  private static final int ROUNDS = 50;
  private static final int CHANGES = 10;
  private static final String DURATION = "stackstate_operator_reconciliation_duration_seconds";

  private final ApiServer server = ApiServer.shared();
  private final String namespace = server.namespace("bench");
  private final HighlyAvailableScene scene = new HighlyAvailableScene(server, namespace);
  private final TestOperator operator;

  private InstanceBenchmark() throws IOException {
    scene.installCrds();
    scene.create();
    operator = TestOperator.start(server, namespace);
  }

  /** Needs no arguments. */
  public static void main(String[] args) throws IOException {
    new InstanceBenchmark().run();
    System.exit(0);
  }

  private void run() {
    await().atMost(Duration.ofMinutes(2)).untilAsserted(scene::playOthersUntilReady);
    quiet();
    forced(WARM_UP);
    unchanged();
    for (int i = 0; i < 3; i++) {
      change(i);
    }
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      millis.add(change(100 + i));
    }
    millis.sort(null);
    System.out.printf(
        "one change of the spec to the last object applied: p50 %d ms, worst %d ms of %d%n",
        millis.get(millis.size() / 2), millis.get(millis.size() - 1), millis.size());
    operator.close();
  }

  private void unchanged() {
    int writes = operator.writes().size();
    double count = metric("_count");
    double sum = metric("_sum");
    double skipped = operator.metric("stackstate_operator_apply_total", "\"skipped\"");
    forced(ROUNDS);
    double rounds = metric("_count") - count;
    System.out.printf(
        "reconciliation without change: %.0f objects, %.1f ms on average of %.0f, %d writes%n",
        (operator.metric("stackstate_operator_apply_total", "\"skipped\"") - skipped) / rounds,
        1000 * (metric("_sum") - sum) / rounds,
        rounds,
        operator.writes().size() - writes);
  }

  private void forced(int times) {
    for (int i = 0; i < times; i++) {
      double before = metric("_count");
      patch(
          "{\"metadata\":{\"annotations\":{\"stackstate.io/force-reconcile\":\"%d\"}}}"
              .formatted(System.nanoTime()));
      await()
          .pollInterval(Duration.ofMillis(20))
          .atMost(Duration.ofSeconds(20))
          .until(() -> metric("_count") > before);
    }
  }

  /** All processes of the platform get another base URL. */
  private long change(int round) {
    int before = operator.writes().size();
    long begin = System.nanoTime();
    patch("{\"spec\":{\"baseUrl\":\"https://observe-%d.example.org\"}}".formatted(round));
    quiet();
    await().atMost(Duration.ofMinutes(1)).untilAsserted(scene::playOthersUntilReady);
    quiet();
    return operator.lastObjectWrite(before).map(at -> (at - begin) / 1_000_000).orElseThrow();
  }

  private void quiet() {
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofMinutes(1))
        .until(() -> operator.metric("stackstate_operator_reconciliations_active", "") == 0);
  }

  private double metric(String suffix) {
    return operator.metric(DURATION + suffix, "StackStateInstance");
  }

  private void patch(String json) {
    server
        .client()
        .resources(StackStateInstance.class)
        .inNamespace(namespace)
        .withName("prod")
        .patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }
}
