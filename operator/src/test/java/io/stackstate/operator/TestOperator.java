package io.stackstate.operator;

import com.typesafe.config.ConfigFactory;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.stackstate.operator.apiserver.ApiServer;
import io.stackstate.operator.config.OperatorConfig;
import io.stackstate.operator.k8s.ObjectClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The operator's process in the process of the test, with all its requests on record. */
final class TestOperator implements AutoCloseable {
  private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<Integer, Long> times = new ConcurrentHashMap<>();
  private final OperatorProcess process;

  private TestOperator(
      Config connection,
      Map<String, Object> settings,
      Function<KubernetesClient, ObjectClient> writes) {
    KubernetesClient client =
        Clients.builder(connection, 64)
            .withHttpClientBuilderConsumer(
                builder -> builder.addOrReplaceInterceptor("record", new Recorder()))
            .build();
    process = new OperatorProcess(config(settings), client, writes.apply(client));
    process.start();
  }

  /** As administrator, for the given namespaces; none: all. */
  static TestOperator start(ApiServer server, String... namespaces) {
    return start(server.config(), Map.of("watch-namespaces", String.join(",", namespaces)));
  }

  static TestOperator start(Config connection, Map<String, Object> settings) {
    return new TestOperator(connection, settings, client -> new ObjectClient(client, "Strict"));
  }

  /** Whose resources are brought to the fake platform, and looked at each second. */
  static TestOperator start(ApiServer server, FakePlatform platform, String... namespaces) {
    return start(
        server.config(),
        Map.of(
            "watch-namespaces",
            String.join(",", namespaces),
            "content.observe",
            "1s",
            "content.platform-url",
            platform.uri().toString()));
  }

  /** With writes that the test has a hand in. */
  static TestOperator start(ApiServer server, ObjectClient writes, String namespace) {
    return new TestOperator(
        server.config(), Map.of("watch-namespaces", namespace), client -> writes);
  }

  static OperatorConfig config(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>();
    all.put("http-port", 0);
    all.put("probe", "1s");
    all.put("leader-election.enabled", false);
    all.putAll(settings);
    return OperatorConfig.of(
        ConfigFactory.parseMap(all)
            .withFallback(ConfigFactory.load().getConfig("stackstate.operator")));
  }

  /** Method and path of each request that could have changed something. */
  List<String> writes() {
    return requests.stream().filter(r -> WRITES.contains(r.substring(0, r.indexOf(' ')))).toList();
  }

  /**
   * When the last object of an instance was written, in nano time; the instance itself and events
   * do not count.
   *
   * @param from number of writes that came before what is asked about
   */
  Optional<Long> lastObjectWrite(int from) {
    List<String> all = List.copyOf(requests);
    int writes = 0;
    Optional<Long> last = Optional.empty();
    for (int i = 0; i < all.size(); i++) {
      String request = all.get(i);
      boolean write = WRITES.contains(request.substring(0, request.indexOf(' ')));
      writes += write ? 1 : 0;
      if (write
          && writes > from
          && !request.contains("stackstate.io")
          && !request.contains("event")) {
        last = Optional.of(times.get(i));
      }
    }
    return last;
  }

  /** The value of a metric, summed over all its labels that contain the given text. */
  double metric(String name, String labels) {
    try {
      String text =
          HttpClient.newHttpClient()
              .send(
                  java.net.http.HttpRequest.newBuilder(uri("/metrics")).build(),
                  BodyHandlers.ofString())
              .body();
      return text.lines()
          .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
          .filter(line -> line.contains(labels))
          .collect(
              Collectors.summingDouble(
                  line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + process.port() + path);
  }

  @Override
  public void close() {
    process.close();
  }

  private final class Recorder implements Interceptor {
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      synchronized (requests) {
        times.put(requests.size(), System.nanoTime());
        requests.add(request.method() + " " + request.uri().getPath());
      }
    }
  }
}
