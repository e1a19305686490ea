package io.stackstate.benchmarks;

import com.linecorp.armeria.server.Server;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.model.Topics;
import io.stackstate.receiver.Receiver;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Bytes of record values per second that come to rest in Kafka: through the receiver, as gzipped
 * intake messages of 500 components over HTTP, and from a bare producer with {@code acks=all} that
 * sends the same values. The better of three runs of each, after six to warm up.
 */
final class ReceiverBenchmark implements Benchmark {
  private static final int PAYLOADS = 400;
  private static final int COMPONENTS = 500;
  private static final int SENDERS = 4;
  private static final int WARM_UP_RUNS = 6;
  private static final int RUNS = 9;
  private static final String KEY = "benchmark";

  @Override
  public String name() {
    return "receiver";
  }

  @Override
  public List<Figure> run(Path scratch) throws Exception {
    Config config =
        ConfigFactory.parseString("stackstate.receiver.apiKeys = [" + KEY + "]")
            .withFallback(ConfigFactory.load());
    List<byte[]> payloads = new ArrayList<>();
    for (int i = 0; i < PAYLOADS; i++) {
      payloads.add(Dataset.gzippedPayload(i * COMPONENTS, (i + 1) * COMPONENTS));
    }
    List<byte[]> values =
        new Dataset(PAYLOADS * COMPONENTS, 0)
            .snapshotRecords()
            .subList(1, PAYLOADS * COMPONENTS + 1);
    double megabytes = values.stream().mapToLong(v -> v.length).sum() / 1e6;
    try (Kafka kafka = Kafka.start(scratch.resolve("kafka"));
        Receiver receiver = Receiver.create(config, kafka.config(), new SimpleMeterRegistry())) {
      var builder = Server.builder().http(0);
      receiver.bind(builder);
      try (Server server = builder.build()) {
        server.start().join();
        URI intake =
            URI.create(
                "http://127.0.0.1:" + server.activeLocalPort() + "/stsAgent/intake?api_key=" + KEY);
        kafka.create(Topics.topologySpec("bare"));
        double ours = 0;
        double bare = 0;
        double defaults = 0;
        for (int run = 0; run < RUNS; run++) {
          double oursNow = megabytes / seconds(() -> post(intake, payloads));
          double bareNow = megabytes / seconds(() -> kafka.send("bare", values));
          double defaultsNow =
              megabytes / seconds(() -> kafka.send("bare", values, kafka.producer(Map.of())));
          System.out.printf(
              "  run %d: ours %.0f, bare %.0f, with defaults %.0f MB/s%n",
              run, oursNow, bareNow, defaultsNow);
          if (run >= WARM_UP_RUNS) {
            ours = Math.max(ours, oursNow);
            bare = Math.max(bare, bareNow);
            defaults = Math.max(defaults, defaultsNow);
          }
        }
        return List.of(
            new Figure(
                "receiver, 500-component messages in gzip",
                ours,
                "MB/s",
                defaults,
                "bare Kafka producer, acks=all",
                ">= 0.5x"),
            new Figure(
                "the same",
                ours,
                "MB/s",
                bare,
                "bare Kafka producer, acks=all, lz4 and batches as in the receiver",
                ""));
      }
    }
  }

  private static void post(URI intake, List<byte[]> payloads) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    try {
      List<Future<?>> sent = new ArrayList<>();
      for (byte[] payload : payloads) {
        sent.add(
            senders.submit(
                () -> {
                  HttpRequest request =
                      HttpRequest.newBuilder(intake)
                          .header("Content-Encoding", "gzip")
                          .POST(HttpRequest.BodyPublishers.ofByteArray(payload))
                          .build();
                  int status =
                      client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
                  if (status != 200) {
                    throw new IllegalStateException("the receiver answered " + status);
                  }
                  return null;
                }));
      }
      for (Future<?> one : sent) {
        one.get();
      }
    } finally {
      senders.shutdown();
    }
  }

  /** Something that takes time. */
  interface Work {
    void run() throws Exception;
  }

  private static double seconds(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
