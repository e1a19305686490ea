package io.stackstate.benchmarks;

import com.linecorp.armeria.server.Server;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.receiver.Receiver;
import io.stackstate.stql.Query;
import io.stackstate.stql.QueryEngine;
import io.stackstate.stql.QueryLimits;
import io.stackstate.synchronization.SynchronizationService;
import io.stackstate.topology.kafka.LiveTopology;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * From the moment an Agent begins to post a message to the moment a query finds its last component:
 * 20 messages of 50 new components a second, for 30 seconds after 10 to warm up.
 */
final class VisibilityBenchmark implements Benchmark {
  private static final int PER_MESSAGE = 50;
  private static final int PER_SECOND = 20;
  private static final int WARM_UP = 10 * PER_SECOND;
  private static final int MESSAGES = 30 * PER_SECOND;
  private static final String KEY = "benchmark";

  @Override
  public String name() {
    return "visibility";
  }

  @Override
  public List<Figure> run(Path scratch) throws Exception {
    Config config =
        ConfigFactory.parseString("stackstate.receiver.apiKeys = [" + KEY + "]")
            .withFallback(ConfigFactory.load());
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    try (Kafka kafka = Kafka.start(scratch.resolve("kafka"));
        LiveTopology live = new LiveTopology(kafka.config());
        Receiver receiver = Receiver.create(config, kafka.config(), metrics);
        SynchronizationService synchronization =
            SynchronizationService.create(config, kafka.config(), metrics)) {
      SynchronizationBenchmark.configure(kafka);
      live.start();
      synchronization.start();
      var builder = Server.builder().http(0);
      receiver.bind(builder);
      try (Server server = builder.build()) {
        server.start().join();
        Await.until("synchronization", synchronization::ready);
        URI intake =
            URI.create(
                "http://127.0.0.1:" + server.activeLocalPort() + "/stsAgent/intake?api_key=" + KEY);
        return figures(measure(intake, live));
      }
    }
  }

  private static List<Figure> figures(List<Double> millis) {
    Collections.sort(millis);
    double p50 = millis.get(millis.size() / 2);
    double p99 = millis.get((int) (millis.size() * 0.99));
    String load = "POST to visible in a query at 1,000 elements/s, ";
    return List.of(
        new Figure(load + "p50", p50, "ms", 300, "limit", ""),
        new Figure(load + "p99", p99, "ms", 300, "limit", "< 300 ms"));
  }

  private static List<Double> measure(URI intake, LiveTopology live) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    QueryEngine engine =
        new QueryEngine(new QueryLimits(10_000, 10_000, Duration.ofSeconds(5)));
    List<byte[]> payloads = new ArrayList<>();
    for (int i = 0; i < WARM_UP + MESSAGES; i++) {
      payloads.add(Dataset.gzippedPayload(i * PER_MESSAGE, (i + 1) * PER_MESSAGE));
    }
    List<Double> millis = new ArrayList<>();
    long period = 1_000_000_000L / PER_SECOND;
    long begin = System.nanoTime();
    for (int i = 0; i < payloads.size(); i++) {
      long due = begin + i * period;
      LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
      HttpRequest request =
          HttpRequest.newBuilder(intake)
              .header("Content-Encoding", "gzip")
              .POST(HttpRequest.BodyPublishers.ofByteArray(payloads.get(i)))
              .build();
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IllegalStateException("the receiver answered " + status);
      }
      Query query =
          Query.parse(
              "identifier = \"urn:host:/element-" + ((i + 1) * PER_MESSAGE - 1) + "\"");
      Await.until(
          "the component in a query",
          () -> !engine.evaluate(query, live.snapshot()).components().isEmpty());
      if (i >= WARM_UP) {
        // From when it was due, not from when it was sent: a late message counts as slow.
        millis.add((System.nanoTime() - due) / 1e6);
      }
    }
    return millis;
  }
}
