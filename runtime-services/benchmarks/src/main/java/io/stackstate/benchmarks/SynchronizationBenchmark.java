package io.stackstate.benchmarks;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.model.ElementId;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.stackgraph.kafka.Projector;
import io.stackstate.synchronization.SynchronizationService;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Elements per second through synchronization: a snapshot of new elements into the change log, the
 * same on into StackGraph, and a second snapshot in which nothing changed. The peer is JanusGraph
 * on the same store, filled by hand.
 */
final class SynchronizationBenchmark implements Benchmark {
  private static final Dataset DATASET = new Dataset(30_000, 3);
  private static final int UNCHANGED_ROUNDS = 5;

  @Override
  public String name() {
    return "synchronization";
  }

  @Override
  public List<Figure> run(Path scratch) throws Exception {
    double raw = RawGraph.insertRate(scratch.resolve("raw"), DATASET);
    List<byte[]> snapshot = DATASET.snapshotRecords();
    List<Figure> figures = new ArrayList<>();
    for (String run : List.of("warm-up", "measured")) {
      try (Kafka kafka = Kafka.start(scratch.resolve("kafka-" + run))) {
        configure(kafka);
        kafka.send(Kafka.topic(), new Dataset(100_000, 3).snapshotRecords());
        try (SynchronizationService service = service(kafka)) {
          service.start();
          double created = SyncProgress.consumptionRate(kafka, Kafka.topic());
          System.out.printf("  %s: %,.0f new elements/s into the change log%n", run, created);
          if (run.equals("measured")) {
            figures.add(
                new Figure(
                    "new elements into the change log",
                    created,
                    "elements/s",
                    50_000,
                    "limit",
                    ">= 50,000/s"));
          }
        }
      }
    }
    try (Kafka kafka = Kafka.start(scratch.resolve("kafka-unchanged"))) {
      configure(kafka);
      kafka.send(Kafka.topic(), snapshot);
      try (SynchronizationService service = service(kafka)) {
        service.start();
        SyncProgress.awaitConsumed(kafka, Kafka.topic());
        figures.add(unchanged(kafka, snapshot, raw));
      }
    }
    try (Kafka kafka = Kafka.start(scratch.resolve("kafka-graph"));
        StackGraph graph = StackGraph.open(config(), scratch.resolve("graph"));
        Projector projector = new Projector(graph, kafka.config(), new SimpleMeterRegistry())) {
      configure(kafka);
      kafka.send(Kafka.topic(), snapshot);
      try (SynchronizationService service = service(kafka)) {
        long start = System.nanoTime();
        service.start();
        projector.start();
        Await.until(
            "all elements in StackGraph",
            () -> {
              var now = graph.at(Long.MAX_VALUE);
              return now.componentCount() + now.relationCount() == DATASET.elements();
            });
        figures.add(
            new Figure(
                "new elements end to end into StackGraph",
                DATASET.elements() / ((System.nanoTime() - start) / 1e9),
                "elements/s",
                raw,
                "raw JanusGraph, BerkeleyDB JE",
                ">= 0.7x"));
      }
    }
    return figures;
  }

  private static Figure unchanged(Kafka kafka, List<byte[]> snapshot, double raw) throws Exception {
    long changesBefore = kafka.endOffset(Topics.CHANGES);
    long start = System.nanoTime();
    for (int i = 0; i < UNCHANGED_ROUNDS; i++) {
      kafka.send(Kafka.topic(), snapshot);
    }
    long sent = System.nanoTime();
    SyncProgress.awaitConsumed(kafka, Kafka.topic());
    double seconds = (System.nanoTime() - start) / 1e9;
    double elements = (double) UNCHANGED_ROUNDS * DATASET.elements();
    if (kafka.endOffset(Topics.CHANGES) != changesBefore) {
      throw new IllegalStateException("an unchanged snapshot wrote to the change log");
    }
    System.out.printf("unchanged: sending took %.1f of %.1f s%n", (sent - start) / 1e9, seconds);
    return new Figure(
        "snapshot in which nothing changed (writes nothing)",
        elements / seconds,
        "elements/s",
        raw,
        "raw JanusGraph insertion",
        ">= 10x");
  }

  private static SynchronizationService service(Kafka kafka) {
    return SynchronizationService.create(config(), kafka.config(), new SimpleMeterRegistry());
  }

  private static Config config() {
    return ConfigFactory.load();
  }

  static void configure(Kafka kafka) throws Exception {
    String identifier = "urn:stackstate:integration:bench:bench";
    SyncSettings settings =
        new SyncSettings(
            ElementId.of("Sync", identifier),
            identifier,
            "bench",
            Dataset.INSTANCE_TYPE,
            Dataset.INSTANCE_URL,
            null,
            0);
    try (KafkaProducer<byte[], byte[]> producer = kafka.producer()) {
      byte[] key = (SyncSettings.NODE_TYPE + ":" + settings.id()).getBytes(StandardCharsets.UTF_8);
      producer
          .send(
              new ProducerRecord<>(Topics.SETTINGS, key, Json.mapper().writeValueAsBytes(settings)))
          .get();
    }
  }
}
