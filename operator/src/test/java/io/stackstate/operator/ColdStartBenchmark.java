package io.stackstate.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.stackstate.crds.Integration;
import io.stackstate.crds.IntegrationStatus;
import io.stackstate.operator.apiserver.ApiServer;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * How long it takes from a cold start until all of many Integrations have their status, beside the
 * least that the framework allows: a reconciler that writes one field of the status and does
 * nothing else. Both in one process, on one API server, after each other; nothing is asserted.
 *
 * <p>Run: {@code mvn -pl operator -am test-compile exec:java -Dexec.classpathScope=test
 * -Dexec.mainClass=io.stackstate.operator.ColdStartBenchmark -Dexec.args=1000}
 */
public final class ColdStartBenchmark {
  private static final String REASON = "WaitingForData";

  private final ApiServer server = ApiServer.shared();
  private final KubernetesClient client = server.client();
  private final int resources;

  private ColdStartBenchmark(int resources) {
    this.resources = resources;
  }

  /**
   * @param args number of resources
   */
  public static void main(String[] args) {
    int resources = args.length == 0 ? 1000 : Integer.parseInt(args[0]);
    new ColdStartBenchmark(resources).run();
    System.exit(0);
  }

  private void run() {
    // The first of each warms the virtual machine up.
    minimal();
    ours();
    long minimal = minimal();
    long ours = ours();
    System.out.printf(
        "%d Integrations from cold: minimal reconciler %d ms, ours %d ms, ratio %.2f%n",
        resources, minimal, ours, (double) ours / minimal);
  }

  private long minimal() {
    String namespace = create("minimal");
    Operator operator =
        new Operator(
            o ->
                o.withKubernetesClient(Clients.builder(server.config(), 64).build())
                    .withUseSSAToPatchPrimaryResource(false)
                    .withConcurrentReconciliationThreads(8)
                    .checkingCRDAndValidateLocalModel(false));
    operator.register(new Minimal(), settings -> settings.settingNamespace(namespace));
    long begin = System.nanoTime();
    operator.start();
    await(namespace, i -> i.getStatus() != null);
    long millis = (System.nanoTime() - begin) / 1_000_000;
    operator.stop();
    delete(namespace);
    return millis;
  }

  private long ours() {
    String namespace = create("ours");
    try (FakePlatform platform = new FakePlatform()) {
      TestResources.declareConnected(server, namespace);
      long begin = System.nanoTime();
      TestOperator operator =
          TestOperator.start(
              server.config(),
              Map.of(
                  "watch-namespaces",
                  namespace,
                  "content.platform-url",
                  platform.uri().toString()));
      await(namespace, ColdStartBenchmark::isDone);
      long millis = (System.nanoTime() - begin) / 1_000_000;
      report(operator, platform);
      operator.close();
      delete(namespace);
      return millis;
    }
  }

  private static boolean isDone(Integration integration) {
    return integration.getStatus() != null
        && integration.getStatus().conditions().stream().anyMatch(c -> c.reason().equals(REASON));
  }

  /** How many requests it took, and what stays in memory. */
  private void report(TestOperator operator, FakePlatform platform) {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        "  writes to the API server %d, requests to the platform %d, heap in use %d MiB (test and fake platform included)%n",
        operator.writes().size(),
        platform.requests.size(),
        (runtime.totalMemory() - runtime.freeMemory()) >> 20);
  }

  private String create(String prefix) {
    String namespace = server.namespace(prefix);
    IntStream.range(0, resources)
        .parallel()
        .forEach(i -> client.resource(TestResources.integration(namespace, "shop-" + i)).create());
    return namespace;
  }

  private void await(String namespace, Predicate<Integration> done) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () ->
                client
                    .resources(Integration.class)
                    .inNamespace(namespace)
                    .list()
                    .getItems()
                    .stream()
                    .allMatch(done));
  }

  private void delete(String namespace) {
    client
        .resources(Integration.class)
        .inNamespace(namespace)
        .list()
        .getItems()
        .forEach(
            integration -> {
              client
                  .resource(integration)
                  .edit(
                      i -> {
                        i.getMetadata().setFinalizers(null);
                        return i;
                      });
              client.resource(integration).delete();
            });
  }

  /** Writes one field, once. */
  @ControllerConfiguration
  private static final class Minimal implements Reconciler<Integration> {
    @Override
    public UpdateControl<Integration> reconcile(
        Integration resource, Context<Integration> context) {
      if (resource.getStatus() != null) {
        return UpdateControl.noUpdate();
      }
      resource.setStatus(
          new com.fasterxml.jackson.databind.ObjectMapper()
              .convertValue(
                  Map.of("observedGeneration", resource.getMetadata().getGeneration()),
                  IntegrationStatus.class));
      return UpdateControl.patchStatus(resource);
    }
  }
}
