package io.stackstate.benchmarks;

import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.health.HealthService;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Source;
import io.stackstate.model.intake.MultiMetric;
import io.stackstate.topology.kafka.ChangeLogWriter;
import io.stackstate.topology.kafka.LiveTopology;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * 10,000 components with three checks each, of an average, a last value and a percentile: how fast
 * points go through them, beside how fast the same topic is only read; and how long it takes from a
 * point to the health that it changes.
 */
final class ChecksBenchmark implements Benchmark {
  private static final int COMPONENTS = 10_000;
  private static final String[] METRICS = {"app.cpu", "app.memory", "app.latency"};
  private static final int POINTS = 1_500_000;
  private static final int COMMIT = 1_000;
  private static final int PROBES = 100;
  private static final String THREAD = "health-checks";
  private static final String TRANSACTIONAL_ID = "benchmark";

  @Override
  public String name() {
    return "checks";
  }

  @Override
  public List<Figure> run(Path scratch) throws Exception {
    try (Kafka kafka = Kafka.start(scratch.resolve("kafka"))) {
      components(kafka);
      points(kafka);
      double raw = raw(kafka);
      SimpleMeterRegistry metrics = new SimpleMeterRegistry();
      try (HealthService health =
              HealthService.create(ConfigFactory.load(), kafka.config(), metrics);
          LiveTopology live = new LiveTopology(kafka.config())) {
        live.start();
        health.start();
        List<Figure> figures = new ArrayList<>(throughput(metrics, raw));
        Await.until("checks decided", () -> state(live, COMPONENTS) == HealthState.CLEAR);
        figures.addAll(latency(kafka, live));
        return figures;
      }
    }
  }

  private static List<Figure> throughput(SimpleMeterRegistry metrics, double raw) throws Exception {
    Await.until("the first points", () -> read(metrics) > 0);
    double before = read(metrics);
    long cpu = processorNanos();
    long start = System.nanoTime();
    Await.until("all points", () -> read(metrics) >= POINTS);
    double points = read(metrics) - before;
    double seconds = (System.nanoTime() - start) / 1e9;
    double busy = (processorNanos() - cpu) / 1e9;
    return List.of(
        new Figure(
            "points through 30,000 checks of 10,000 components",
            points / seconds,
            "points/s",
            raw,
            "reading the same topic",
            ""),
        new Figure(
            "the same, of processor time of its thread",
            points / busy,
            "points/s",
            100_000,
            "limit",
            ">= 100,000/s on one core"));
  }

  private static double read(SimpleMeterRegistry metrics) {
    return metrics.get("stackstate.health.checks.records").counter().count();
  }

  private static long processorNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().equals(THREAD)) {
        return threads.getThreadCpuTime(thread.getThreadId());
      }
    }
    throw new IllegalStateException("there is no thread " + THREAD);
  }

  private static List<Figure> latency(Kafka kafka, LiveTopology live) throws Exception {
    List<Double> millis = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer = kafka.producer(Map.of())) {
      for (int probe = 1; probe <= PROBES; probe++) {
        long id = probe;
        long start = System.nanoTime();
        producer.send(record(probe - 1, 1, 99)).get();
        Await.until("the health of a probe", () -> state(live, id) == HealthState.CRITICAL);
        millis.add((System.nanoTime() - start) / 1e6);
      }
    }
    Collections.sort(millis);
    return List.of(
        new Figure(
            "a point to the health it changes, p50", at(millis, 0.5), "ms", 1_000, "limit", ""),
        new Figure(
            "a point to the health it changes, p99",
            at(millis, 0.99),
            "ms",
            1_000,
            "limit",
            "< 1 s"));
  }

  private static double at(List<Double> sorted, double quantile) {
    return sorted.get((int) (sorted.size() * quantile));
  }

  private static HealthState state(LiveTopology live, long id) {
    return live.snapshot().health(id);
  }

  /** What a consumer that does nothing reaches, with the settings of the checks' own. */
  private static double raw(Kafka kafka) {
    Map<String, Object> config = new HashMap<>(kafka.config());
    config.put("isolation.level", "read_committed");
    config.put("max.poll.records", 10_000);
    config.put("max.partition.fetch.bytes", 4 << 20);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partition = List.of(new TopicPartition(Topics.MULTI_METRICS, 0));
      consumer.assign(partition);
      consumer.seekToBeginning(partition);
      long start = System.nanoTime();
      for (int count = 0; count < POINTS; ) {
        count += consumer.poll(Duration.ofSeconds(1)).count();
      }
      return POINTS / ((System.nanoTime() - start) / 1e9);
    }
  }

  private static void points(Kafka kafka) throws IOException {
    try (KafkaProducer<byte[], byte[]> producer = kafka.producer()) {
      for (int i = 0; i < POINTS; i++) {
        producer.send(record(i / METRICS.length % COMPONENTS, i % METRICS.length, 10 + i % 7));
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> record(int component, int metric, double value)
      throws IOException {
    MultiMetric point =
        new MultiMetric(
            MultiMetric.CONVERTED,
            "host-" + component % 100,
            "gauge",
            null,
            Map.of(METRICS[metric], value),
            Map.of("component", "app-" + component, "region", "eu-west-1", "team", "shop"),
            System.currentTimeMillis());
    return new ProducerRecord<>(
        Topics.MULTI_METRICS, 0, null, Json.mapper().writeValueAsBytes(point));
  }

  private static void components(Kafka kafka) throws IOException {
    Map<String, Object> config = new HashMap<>(kafka.config());
    config.put("transactional.id", TRANSACTIONAL_ID);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      ChangeLogWriter writer = new ChangeLogWriter(producer, TRANSACTIONAL_ID);
      for (int from = 0; from < COMPONENTS; from += COMMIT) {
        List<Change> commit = new ArrayList<>(COMMIT);
        for (int i = from; i < from + COMMIT; i++) {
          commit.add(component(i));
        }
        producer.beginTransaction();
        writer.append(commit);
        producer.commitTransaction();
      }
    }
  }

  private static Change component(int i) throws IOException {
    List<String> streams = new ArrayList<>();
    for (int metric = 0; metric < METRICS.length; metric++) {
      streams.add(
          """
          {"name":"%s","metric_field":"%s","stream_id":%d,"aggregation":"MEAN",
           "conditions":[{"key":"tags.component","value":"app-%d"}]}"""
              .formatted(METRICS[metric], METRICS[metric], -1 - metric, i));
    }
    String data =
        """
        {"metrics":[%s],"checks":[
          {"name":"average","is_metric_maximum_average_check":true,"stream_id":-1,
           "deviating_value":75,"critical_value":90,"max_window":300000},
          {"name":"last","is_metric_maximum_last_check":true,"stream_id":-2,
           "deviating_value":75,"critical_value":90,"max_window":300000},
          {"name":"percentile","is_metric_maximum_percentile_check":true,"percentile":99,
           "stream_id":-3,"deviating_value":75,"critical_value":90,"max_window":300000}]}"""
            .formatted(String.join(",", streams));
    long id = i + 1;
    Component component =
        new Component(
            id,
            "app-" + i,
            "application",
            "Applications",
            "shop",
            List.of(),
            List.of(),
            List.of("urn:app:/" + i),
            null,
            null,
            data,
            List.of(new Source(1, "app-" + i, null)));
    return new Change(
        new ChangeKey(Aspect.COMPONENT, id), Json.mapper().writeValueAsBytes(component));
  }
}
