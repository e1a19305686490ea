package io.stackstate.operator;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.stackstate.crds.Condition;
import io.stackstate.crds.ConditionStatus;
import io.stackstate.crds.Integration;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.operator.apiserver.ApiServer;
import io.stackstate.operator.status.Conditions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the operator costs while nothing happens: its process, with the options of its image in a
 * container of 512 MiB, keeps many Integrations that are as they should be. Prints the share of a
 * core, the resident memory and the requests; nothing is asserted.
 *
 * <p>Run: {@code mvn -pl operator -am test-compile exec:java -Dexec.classpathScope=test
 * -Dexec.mainClass=io.stackstate.operator.SteadyBenchmark -Dexec.args="1000 120"}
 */
public final class SteadyBenchmark {
  private static final int TICKS_PER_SECOND = 100;
  private static final int PORT = 18_080;
  private static final String HALF_OF_512_MIB = "-Xmx256m";

  private final ApiServer server = ApiServer.shared();
  private final KubernetesClient client = server.client();
  private final String namespace = server.namespace("steady");
  private final int resources;
  private final int seconds;

  private SteadyBenchmark(int resources, int seconds) {
    this.resources = resources;
    this.seconds = seconds;
  }

  /**
   * @param args number of resources; seconds to measure
   */
  public static void main(String[] args) throws Exception {
    new SteadyBenchmark(Integer.parseInt(args[0]), Integer.parseInt(args[1])).run();
    System.exit(0);
  }

  private void run() throws Exception {
    try (FakePlatform platform = new FakePlatform()) {
      declare();
      Process process = start(platform.uri());
      try {
        awaitSettled();
        measure(process, platform);
      } finally {
        process.destroy();
        process.waitFor(30, TimeUnit.SECONDS);
      }
    }
  }

  private void declare() {
    TestResources.declareConnected(server, namespace);
    IntStream.range(0, resources)
        .parallel()
        .forEach(i -> client.resource(TestResources.integration(namespace, "shop-" + i)).create());
  }

  /** With the options that the Dockerfile sets, and half of the container's memory as heap. */
  private Process start(URI platform) throws IOException {
    Path kubeconfig = Files.createTempFile("steady", ".kubeconfig");
    Files.writeString(kubeconfig, server.kubeconfig(namespace));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(options());
    command.add("-Dstackstate.operator.content.platform-url=" + platform);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = new HashMap<>();
    environment.put("KUBECONFIG", kubeconfig.toString());
    environment.put("WATCH_NAMESPACES", namespace);
    environment.put("POD_NAMESPACE", namespace);
    environment.put("POD_NAME", "operator-0");
    environment.put("HTTP_PORT", Integer.toString(PORT));
    environment.put("MALLOC_ARENA_MAX", "2");
    builder.environment().putAll(environment);
    Path log = Path.of("target/steady-benchmark.log");
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private static List<String> options() throws IOException {
    String dockerfile = Files.readString(Path.of("Dockerfile"));
    String options = dockerfile.replaceAll("(?s).*JDK_JAVA_OPTIONS=\"([^\"]*)\".*", "$1");
    return List.of(options.replaceAll("-XX:MaxRAMPercentage=\\d+", HALF_OF_512_MIB).split(" "));
  }

  /** The test reports in the place of controllers and kubelet that all pods run. */
  private void awaitSettled() {
    Kubelet kubelet = new Kubelet(client, namespace);
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              kubelet.run();
              return all(StackStateInstance.class).allMatch(i -> isReady(conditions(i)))
                  && all(Integration.class).allMatch(i -> i.getStatus() != null);
            });
    await().during(Duration.ofSeconds(15)).atMost(Duration.ofSeconds(20)).until(() -> true);
  }

  private <R extends HasMetadata> Stream<R> all(Class<R> kind) {
    return client.resources(kind).inNamespace(namespace).list().getItems().stream();
  }

  private static List<Condition> conditions(StackStateInstance instance) {
    return instance.getStatus() == null ? List.of() : instance.getStatus().conditions();
  }

  private static boolean isReady(List<Condition> conditions) {
    return Conditions.find(conditions, Condition.READY)
        .filter(ready -> ready.status() == ConditionStatus.True)
        .isPresent();
  }

  private void measure(Process process, FakePlatform platform) throws Exception {
    long ticks = ticks(process);
    int requests = platform.requests.size();
    double writes = applied();
    long begin = System.nanoTime();
    await()
        .pollDelay(Duration.ofSeconds(seconds))
        .atMost(Duration.ofSeconds(seconds + 30L))
        .until(() -> true);
    double took = (System.nanoTime() - begin) / 1e9;
    double cpu = (double) (ticks(process) - ticks) / TICKS_PER_SECOND;
    System.out.printf(
        "steady, %d Integrations, %.0f s: %.2f %% of a core, RSS %d MiB, %.1f requests/s to the"
            + " platform, %.0f objects written%n",
        resources,
        took,
        100 * cpu / took,
        resident(process) / 1024,
        (platform.requests.size() - requests) / took,
        applied() - writes);
  }

  private static long ticks(Process process) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }

  /** KiB. */
  private static long resident(Process process) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static double applied() throws IOException, InterruptedException {
    String metrics =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/metrics")).build(),
                BodyHandlers.ofString())
            .body();
    return metrics
        .lines()
        .filter(line -> line.startsWith("stackstate_operator_apply_total{"))
        .filter(line -> !line.contains("\"skipped\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
