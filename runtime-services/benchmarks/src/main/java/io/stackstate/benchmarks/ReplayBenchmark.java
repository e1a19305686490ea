package io.stackstate.benchmarks;

import io.stackstate.model.ElementId;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.Relation;
import io.stackstate.model.change.Source;
import io.stackstate.topology.TopologySnapshot;
import io.stackstate.topology.kafka.ChangeLogWriter;
import io.stackstate.topology.kafka.LiveTopology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A million elements in the change log: how fast {@code LiveTopology} starts from it, and how much
 * heap an element takes then.
 */
final class ReplayBenchmark implements Benchmark {
  private static final Dataset DATASET = new Dataset(250_001, 3);
  private static final int COMMIT = 1_000;
  private static final String TRANSACTIONAL_ID = "benchmark";

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public List<Figure> run(Path scratch) throws Exception {
    try (Kafka kafka = Kafka.start(scratch.resolve("kafka"))) {
      write(kafka);
      long heapBefore = usedHeap();
      long start = System.nanoTime();
      try (LiveTopology live = new LiveTopology(kafka.config())) {
        live.start();
        Await.until("the live topology", live::ready);
        double seconds = (System.nanoTime() - start) / 1e9;
        TopologySnapshot snapshot = live.snapshot();
        int elements = snapshot.componentCount() + snapshot.relationCount();
        if (elements != DATASET.elements()) {
          throw new IllegalStateException(elements + " of " + DATASET.elements() + " elements");
        }
        double heap = (double) (usedHeap() - heapBefore) / elements;
        return List.of(
            new Figure(
                "replay of the change log into the live topology",
                elements / seconds,
                "records/s",
                100_000,
                "limit",
                ">= 100,000/s"),
            new Figure(
                "heap of the live topology at " + elements + " elements",
                heap,
                "bytes/element",
                1024,
                "limit",
                "< 1,024 bytes"));
      }
    }
  }

  private static long usedHeap() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static void write(Kafka kafka) {
    Map<String, Object> config = new HashMap<>(kafka.config());
    config.put("transactional.id", TRANSACTIONAL_ID);
    config.put("batch.size", 512 * 1024);
    config.put("linger.ms", 5);
    config.put("compression.type", "lz4");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      ChangeLogWriter writer = new ChangeLogWriter(producer, TRANSACTIONAL_ID);
      List<Change> commit = new ArrayList<>(COMMIT);
      for (int i = 0; i < DATASET.components(); i++) {
        commit.add(component(i));
        for (int k = 0; i > 0 && k < 3; k++) {
          commit.add(relation(i, k));
        }
        if (commit.size() >= COMMIT || i == DATASET.components() - 1) {
          producer.beginTransaction();
          writer.append(commit);
          producer.commitTransaction();
          commit = new ArrayList<>(COMMIT);
        }
      }
    }
  }

  private static long id(int component) {
    return ElementId.of("component", "bench", Dataset.externalId(component));
  }

  private static Change component(int i) {
    Map<String, Object> data = Dataset.data(i);
    Component component =
        new Component(
            id(i),
            (String) data.get("name"),
            Dataset.type(i),
            (String) data.get("layer"),
            (String) data.get("domain"),
            List.of((String) data.get("environment")),
            strings(data.get("labels")),
            strings(data.get("identifiers")),
            null,
            (String) data.get("version"),
            new String(json(data), java.nio.charset.StandardCharsets.UTF_8),
            List.of(new Source(1, Dataset.externalId(i), null)));
    return new Change(new ChangeKey(Aspect.COMPONENT, component.id()), json(component));
  }

  private static Change relation(int i, int k) {
    Relation relation =
        new Relation(
            ElementId.of("relation", "bench", Dataset.relationId(i, k)),
            Dataset.externalId(i) + " --> " + Dataset.externalId(Dataset.target(i, k)),
            "depends_on",
            id(i),
            id(Dataset.target(i, k)),
            DependencyDirection.ONE_WAY,
            List.of("bench:https://bench.example.org"),
            null,
            null,
            1,
            Dataset.relationId(i, k));
    return new Change(new ChangeKey(Aspect.RELATION, relation.id()), json(relation));
  }

  private static List<String> strings(Object list) {
    return ((List<?>) list).stream().map(String.class::cast).toList();
  }

  private static byte[] json(Object value) {
    try {
      return Json.mapper().writeValueAsBytes(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
