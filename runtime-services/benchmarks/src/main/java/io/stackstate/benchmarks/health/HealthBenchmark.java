package io.stackstate.benchmarks.health;

import com.linecorp.armeria.server.Server;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.benchmarks.Await;
import io.stackstate.benchmarks.Benchmark;
import io.stackstate.benchmarks.Figure;
import io.stackstate.benchmarks.Kafka;
import io.stackstate.health.HealthService;
import io.stackstate.model.Topics;
import io.stackstate.model.change.Change;
import io.stackstate.receiver.Receiver;
import io.stackstate.topology.kafka.ChangeLogWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * Health of an estate of 100,000 components, through the broker: from the message of an Agent to
 * what a reader of the change log sees of it, beside a bare round trip through Kafka of as many
 * records of that size.
 */
public final class HealthBenchmark implements Benchmark {
  private static final String KEY = "benchmark";
  private static final int COMPONENTS = Integer.getInteger("components", 100_000);
  private static final int REACHED = 1_000;
  private static final int CHANGES = 200;
  private static final int WARM_UP = 300;
  private static final int STORM = COMPONENTS / 10;
  private static final int STORMS = 3;
  private static final Duration QUIET = Duration.ofSeconds(3);
  private static final String URN = "urn:health:bench:";

  private final List<Figure> figures = new ArrayList<>();

  @Override
  public String name() {
    return "health";
  }

  @Override
  public List<Figure> run(Path scratch) throws Exception {
    HealthEstate estate = new HealthEstate(COMPONENTS);
    Config config =
        ConfigFactory.parseString(
                "stackstate.receiver.apiKeys = ["
                    + KEY
                    + "]\nstackstate.health.problemSettleTime = 1 s")
            .withFallback(ConfigFactory.load());
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    try (Kafka kafka = Kafka.start(scratch.resolve("kafka"));
        Receiver receiver = Receiver.create(config, kafka.config(), metrics);
        HealthService health = HealthService.create(config, kafka.config(), metrics)) {
      load(kafka, estate);
      health.start();
      var builder = Server.builder().http(0);
      receiver.bind(builder);
      try (Server server = builder.build()) {
        server.start().join();
        Await.until("health", health::ready);
        try (LogWatch log = new LogWatch(kafka.config(), Topics.CHANGES);
            LogWatch states = new LogWatch(kafka.config(), Topics.HEALTH_STATES);
            HealthSender sender = new HealthSender(kafka);
            RawTransactions raw = new RawTransactions(kafka)) {
          URI intake =
              URI.create(
                  "http://127.0.0.1:"
                      + server.activeLocalPort()
                      + "/stsAgent/intake?api_key="
                      + KEY);
          snapshots(estate, log, states, sender, raw);
          oneChange(estate, intake, log, raw);
          storms(estate, log, sender, raw);
        }
      }
    }
    return figures;
  }

  private static void load(Kafka kafka, HealthEstate estate) {
    List<Change> changes = estate.changes();
    int perCommit = 5_000;
    try (KafkaProducer<byte[], byte[]> producer =
        kafka.producer(Map.of("transactional.id", "synchronization"))) {
      producer.initTransactions();
      ChangeLogWriter writer = new ChangeLogWriter(producer, "synchronization");
      for (int from = 0; from < changes.size(); from += perCommit) {
        producer.beginTransaction();
        writer.append(changes.subList(from, Math.min(changes.size(), from + perCommit)));
        producer.commitTransaction();
      }
    }
    System.out.printf("%,d components, %,d relations%n", estate.components(), estate.relations());
  }

  /** All components get a state that is in order; then the same again, and again. */
  private void snapshots(
      HealthEstate estate, LogWatch log, LogWatch states, HealthSender sender, RawTransactions raw)
      throws Exception {
    String urn = URN + "all";
    int[] all = IntStream.range(0, estate.components()).toArray();
    List<byte[]> snapshot = sender.snapshot(urn, all, c -> "CLEAR");
    long before = log.health();
    long bytes = log.bytes();
    long begin = System.nanoTime();
    Processor processor = Processor.begin();
    sender.send(urn, snapshot);
    double millis = (log.awaitHealth(before + all.length) - begin) / 1e6;
    System.out.println("the first snapshot: " + processor);
    int each = (int) ((log.bytes() - bytes) / all.length);
    figures.add(
        new Figure(
            "%,d check states from messages to bound states committed".formatted(all.length),
            millis / 1e3,
            "s",
            10,
            "limit",
            "< 10 s"));
    figures.add(
        new Figure(
            "the same", millis / 1e3, "s", raw.millis(all.length, each) / 1e3, "raw Kafka", ""));
    states.awaitQuiet(begin, QUIET);
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      long logBefore = log.all();
      long statesBefore = states.all();
      begin = System.nanoTime();
      processor = Processor.begin();
      sender.send(urn, snapshot);
      seconds.add((states.awaitQuiet(begin, QUIET) - begin) / 1e9);
      System.out.printf(
          "the snapshot again: %.3f s, %d records in the change log, %d of check states and streams; %s%n",
          seconds.get(i), log.all() - logBefore, states.all() - statesBefore, processor);
      if (log.all() != logBefore) {
        throw new IllegalStateException("a snapshot without change was written");
      }
    }
    figures.add(
        new Figure(
            "the same snapshot again, which writes nothing to the change log",
            Collections.max(seconds.subList(1, 3)),
            "s",
            1,
            "limit",
            "< 1 s"));
  }

  /** One state after the other, each over HTTP, each reaching about a thousand elements. */
  private void oneChange(HealthEstate estate, URI intake, LogWatch log, RawTransactions raw)
      throws Exception {
    List<Integer> chosen = estate.reaching(REACHED, (CHANGES + WARM_UP) / 2);
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    List<Double> millis = new ArrayList<>();
    List<Double> floor = new ArrayList<>();
    long bytes = log.bytes();
    long records = log.all();
    int changes = 0;
    Processor processor = Processor.begin();
    for (int component : chosen) {
      int reached = estate.reach(component);
      for (String health : List.of("CRITICAL", "CLEAR")) {
        long before = log.health();
        long begin = System.nanoTime();
        post(client, intake, changes, component, health);
        double took = (log.awaitHealth(before + reached) - begin) / 1e6;
        if (changes++ >= WARM_UP) {
          millis.add(took);
          floor.add(
              raw.millis(
                  reached, (int) ((log.bytes() - bytes) / Math.max(1, log.all() - records))));
        }
      }
    }
    System.out.printf("%d changes: %s%n", changes, processor);
    Collections.sort(millis);
    Collections.sort(floor);
    String what = "one check state, POST to the last of 1,000 elements in the change log, ";
    for (int percent : new int[] {50, 99}) {
      double ours = millis.get(millis.size() * percent / 100);
      figures.add(
          new Figure(
              what + "p" + percent, ours, "ms", 100, "limit", percent == 99 ? "< 100 ms" : ""));
      figures.add(
          new Figure(
              "the same, p" + percent,
              ours,
              "ms",
              floor.get(floor.size() * percent / 100),
              "raw Kafka",
              ""));
    }
  }

  private static void post(HttpClient client, URI intake, int number, int component, String health)
      throws Exception {
    String previous =
        number == 0 ? "" : ",\"previous_checkpoint\":{\"offset\":%d}".formatted(number - 1);
    String body =
        """
        {"internalHostname":"bench","health":[{"stream":{"urn":"%sone"},\
        "consistency_model":"TRANSACTIONAL_INCREMENTS",\
        "increment":{"checkpoint":{"offset":%d}%s},"check_states":[%s]}]}"""
            .formatted(URN, number, previous, HealthSender.state(component, health));
    HttpRequest request =
        HttpRequest.newBuilder(intake)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(response.statusCode() + ": " + response.body());
    }
  }

  /** Ten thousand components fail at once, wherever they are, and recover. */
  private void storms(HealthEstate estate, LogWatch log, HealthSender sender, RawTransactions raw)
      throws Exception {
    int[] failing = new Random(5).ints(0, estate.components()).distinct().limit(STORM).toArray();
    BitSet set = new BitSet();
    IntStream.of(failing).forEach(set::set);
    int reached = estate.reach(set);
    System.out.printf("a storm reaches %,d elements%n", reached);
    String urn = URN + "storm";
    double first = 0;
    double seconds = 0;
    long records = 0;
    long bytes = 0;
    for (int i = 0; i < STORMS; i++) {
      for (String health : List.of("CRITICAL", "CLEAR")) {
        List<byte[]> snapshot = sender.snapshot(urn, failing, c -> health);
        long recordsBefore = log.all();
        long healthBefore = log.health();
        long bytesBefore = log.bytes();
        long begin = System.nanoTime();
        Processor processor = Processor.begin();
        sender.send(urn, snapshot);
        log.awaitHealth(healthBefore + reached);
        seconds = (log.awaitQuiet(begin, QUIET) - begin) / 1e9;
        records = log.all() - recordsBefore;
        bytes = log.bytes() - bytesBefore;
        System.out.printf(
            "%,d become %s: %.2f s, %,d records of health, %,d of problems, %,d MB; %s%n",
            failing.length,
            health,
            seconds,
            log.health() - healthBefore,
            records - (log.health() - healthBefore),
            bytes >> 20,
            processor);
        if (i == 0 && health.equals("CRITICAL")) {
          first = seconds;
        }
        if (health.equals("CRITICAL") && i == STORMS - 1) {
          figures.add(
              new Figure(
                  "a storm of %,d states, own, propagated and problems, the first"
                      .formatted(failing.length),
                  first,
                  "s",
                  5,
                  "limit",
                  "< 5 s"));
          figures.add(new Figure("the same, the third", seconds, "s", 5, "limit", ""));
          figures.add(
              new Figure(
                  "the same",
                  seconds,
                  "s",
                  raw.millis((int) records, (int) (bytes / records)) / 1e3,
                  "raw Kafka, as many records",
                  ""));
        }
      }
    }
  }
}
