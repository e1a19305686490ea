package io.stackstate.benchmarks;

import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.model.ElementId;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.settings.SyncProgram;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.stackpacks.provision.OwnSynchronization;
import io.stackstate.synchronization.SynchronizationService;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Elements per second through synchronization with the functions and templates of our own pack
 * "Custom Synchronization", beside its compiled form, which gives the same elements. Both run in
 * turns on the same data.
 */
final class TemplateSynchronizationBenchmark implements Benchmark {
  private static final Dataset DATASET = new Dataset(50_000, 3);
  private static final int TURNS = 4;
  private static final String LABEL = Dataset.INSTANCE_TYPE + ":" + Dataset.INSTANCE_URL;

  @Override
  public String name() {
    return "template-synchronization";
  }

  @Override
  public List<Figure> run(Path scratch) throws Exception {
    List<byte[]> snapshot = DATASET.snapshotRecords();
    List<Double> builtIn = new ArrayList<>();
    List<Double> templates = new ArrayList<>();
    for (int turn = 0; turn < TURNS; turn++) {
      Path directory = scratch.resolve("turn-" + turn);
      builtIn.add(rate(directory.resolve("built-in"), snapshot, null));
      templates.add(rate(directory.resolve("templates"), snapshot, program()));
      System.out.printf(
          "  turn %d: built-in %,.0f, templates %,.0f elements/s%n",
          turn, builtIn.get(turn), templates.get(turn));
    }
    return List.of(
        new Figure(
            "new elements through functions and templates of a pack",
            best(templates),
            "elements/s",
            best(builtIn),
            "built-in synchronization",
            ">= 0.7x"));
  }

  /** The first turn warms up; of the others the best is the one that was disturbed least. */
  private static double best(List<Double> rates) {
    return rates.subList(1, rates.size()).stream().mapToDouble(r -> r).max().orElseThrow();
  }

  private static double rate(Path directory, List<byte[]> snapshot, SyncProgram program)
      throws Exception {
    try (Kafka kafka = Kafka.start(directory)) {
      configure(kafka, program);
      kafka.send(Kafka.topic(), snapshot);
      try (SynchronizationService service =
          SynchronizationService.create(
              ConfigFactory.load(), kafka.config(), new SimpleMeterRegistry())) {
        service.start();
        return SyncProgress.consumptionRate(kafka, Kafka.topic());
      }
    }
  }

  private static SyncProgram program() {
    return new OwnSynchronization().program(Kafka.topic(), Dataset.INSTANCE_TYPE, LABEL);
  }

  private static void configure(Kafka kafka, SyncProgram program) throws Exception {
    String identifier = "urn:stackstate:integration:bench:bench";
    SyncSettings settings =
        new SyncSettings(
            ElementId.of("Sync", identifier),
            identifier,
            "bench",
            Dataset.INSTANCE_TYPE,
            Dataset.INSTANCE_URL,
            null,
            0,
            0,
            program);
    try (KafkaProducer<byte[], byte[]> producer = kafka.producer()) {
      byte[] key = (SyncSettings.NODE_TYPE + ":" + settings.id()).getBytes(StandardCharsets.UTF_8);
      byte[] value = Json.mapper().writeValueAsBytes(settings);
      producer.send(new ProducerRecord<>(Topics.SETTINGS, key, value)).get();
    }
  }
}
