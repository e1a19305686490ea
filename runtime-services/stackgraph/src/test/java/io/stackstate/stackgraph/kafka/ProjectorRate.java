package io.stackstate.stackgraph.kafka;

import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.broker.EmbeddedBroker;
import io.stackstate.model.Topics;
import io.stackstate.model.change.Change;
import io.stackstate.stackgraph.SampleTopology;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.topology.kafka.ChangeLogWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Prints how fast the projector folds a log of new components, each with a relation, from a real
 * broker into the graph. Argument: components.
 */
public final class ProjectorRate {
  private static final int COMMIT = 500;

  private ProjectorRate() {}

  public static void main(String[] args) throws Exception {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 30_000;
    try (EmbeddedBroker broker =
        EmbeddedBroker.start(Files.createTempDirectory("projector-rate-kafka"), 0)) {
      Map<String, Object> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
      try (Admin admin = Admin.create(kafka)) {
        admin.createTopics(List.of(new NewTopic(Topics.CHANGES, 1, (short) 1))).all().get();
      }
      fill(kafka, count);
      for (int round = 0; round < 3; round++) {
        System.out.printf("round %d: %.0f elements/s%n", round, 2 * count / project(kafka));
      }
    }
  }

  private static void fill(Map<String, Object> kafka, int count) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put("transactional.id", "fill");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      ChangeLogWriter log = new ChangeLogWriter(producer, "fill");
      List<Change> changes = new ArrayList<>();
      for (int n = 0; n < count; n++) {
        changes.add(SampleTopology.component(n, "host-" + n));
        changes.add(SampleTopology.relation(n, n, n / 2));
        if (changes.size() == COMMIT || n == count - 1) {
          producer.beginTransaction();
          log.append(changes);
          producer.commitTransaction();
          changes.clear();
        }
      }
    }
  }

  /** The seconds it took. */
  private static double project(Map<String, Object> kafka) throws Exception {
    try (StackGraph graph =
            StackGraph.open(ConfigFactory.load(), Files.createTempDirectory("projector-rate"));
        Projector projector = new Projector(graph, kafka, new SimpleMeterRegistry())) {
      long start = System.nanoTime();
      projector.start();
      while (!projector.ready()) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
      return (System.nanoTime() - start) / 1e9;
    }
  }
}
