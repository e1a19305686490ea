package io.stackstate.receiver.throughput;

import com.linecorp.armeria.server.Server;
import com.sun.management.OperatingSystemMXBean;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.broker.EmbeddedBroker;
import io.stackstate.receiver.Receiver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Measures the receiver against a bare Kafka producer with {@code acks=all} in the same process:
 * bytes of keys and values that are acknowledged in a second. Arguments: seconds of each run.
 */
public final class ThroughputMain {
  private static final int COMPONENTS = 500;
  private static final int SENDERS = 32;
  private static final String TOPIC = "sts_topo_bench_u";

  private final EmbeddedBroker broker;
  private final long seconds;

  private ThroughputMain(EmbeddedBroker broker, long seconds) {
    this.broker = broker;
    this.seconds = seconds;
  }

  public static void main(String[] args) throws Exception {
    long seconds = args.length > 0 ? Long.parseLong(args[0]) : 10;
    Path directory = Files.createTempDirectory("receiver-throughput");
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      new ThroughputMain(broker, seconds).run();
    }
  }

  private void run() throws Exception {
    try (Admin admin = Admin.create(kafka(Map.of()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("bare", 1, (short) 1)
                      .configs(Map.of("retention.bytes", "500000000"))))
          .all()
          .get();
    }
    byte[] plain = payload().getBytes(StandardCharsets.UTF_8);
    byte[] gzip = gzip(plain);
    System.out.printf(
        "payload: %d components, %d bytes, %d gzip%n", COMPONENTS, plain.length, gzip.length);
    Receiver receiver =
        Receiver.create(
            ConfigFactory.parseString("stackstate.receiver.apiKeys = [k]")
                .withFallback(ConfigFactory.load()),
            kafka(Map.of()),
            new SimpleMeterRegistry());
    var builder = Server.builder().http(0);
    receiver.bind(builder);
    Server server = builder.build();
    server.start().join();
    URI uri =
        URI.create("http://127.0.0.1:" + server.activeLocalPort() + "/stsAgent/intake?api_key=k");
    receiver(uri, gzip, 1);
    List<ProducerRecord<byte[], byte[]>> records = records();
    long recordBytes = records.stream().mapToLong(r -> r.key().length + r.value().length).sum();
    Map<String, Object> tuned =
        Map.of("acks", "all", "compression.type", "lz4", "batch.size", 262144);
    for (int round = 0; round < 3; round++) {
      Speed bare = measured(() -> bare(records, Map.of("acks", "all")));
      Speed same = measured(() -> bare(records, tuned));
      Speed ours = measured(() -> receiver(uri, gzip, seconds) * recordBytes);
      System.out.printf("round %d%n", round);
      System.out.printf("  bare producer, acks=all:        %s%n", bare);
      System.out.printf("  the same, lz4, 256 KiB batches: %s%n", same);
      System.out.printf(
          "  receiver:                       %s = %.2fx and %.2fx (per CPU second %.2fx and %.2fx)%n",
          ours,
          ours.perSecond() / bare.perSecond(),
          ours.perSecond() / same.perSecond(),
          ours.perCpuSecond() / bare.perCpuSecond(),
          ours.perCpuSecond() / same.perCpuSecond());
    }
    receiver.close();
    server.stop().join();
  }

  /** Bytes a second, and bytes for a second of processor time of this process, broker included. */
  private record Speed(double perSecond, double perCpuSecond) {
    @Override
    public String toString() {
      return "%.1f MB/s, %.1f MB per CPU second".formatted(perSecond / 1e6, perCpuSecond / 1e6);
    }
  }

  private Speed measured(DoubleSupplier run) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    double perSecond = run.getAsDouble();
    double nanos = System.nanoTime() - start;
    return new Speed(perSecond, perSecond * nanos / (system.getProcessCpuTime() - cpu));
  }

  /** Messages a second. */
  private double receiver(URI uri, byte[] gzip, long duration) {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(gzip))
            .build();
    AtomicLong messages = new AtomicLong();
    long start = System.nanoTime();
    long end = start + duration * 1_000_000_000L;
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    List<CompletableFuture<Void>> running = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      running.add(
          CompletableFuture.runAsync(
              () -> {
                while (System.nanoTime() < end) {
                  post(client, request);
                  messages.incrementAndGet();
                }
              },
              senders));
    }
    running.forEach(CompletableFuture::join);
    senders.shutdown();
    return messages.get() * 1e9 / (System.nanoTime() - start);
  }

  private static void post(HttpClient client, HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(response.statusCode() + " " + response.body());
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Bytes a second. */
  private double bare(List<ProducerRecord<byte[], byte[]>> records, Map<String, Object> settings) {
    long bytes = 0;
    long start = System.nanoTime();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka(settings), new ByteArraySerializer(), new ByteArraySerializer())) {
      while (System.nanoTime() - start < seconds * 1_000_000_000L) {
        for (ProducerRecord<byte[], byte[]> record : records) {
          producer.send(record);
          bytes += record.key().length + record.value().length;
        }
      }
      producer.flush();
      return bytes * 1e9 / (System.nanoTime() - start);
    }
  }

  /** The records that one message became. */
  private List<ProducerRecord<byte[], byte[]>> records() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            kafka(Map.of()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (records.size() < COMPONENTS) {
        for (ConsumerRecord<byte[], byte[]> r : consumer.poll(java.time.Duration.ofSeconds(1))) {
          if (records.size() < COMPONENTS) {
            records.add(new ProducerRecord<>("bare", 0, r.key(), r.value(), r.headers()));
          }
        }
      }
      return records;
    }
  }

  private Map<String, Object> kafka(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", broker.bootstrapServers());
    return settings;
  }

  private static String payload() {
    return IntStream.range(0, COMPONENTS)
        .mapToObj(
            i ->
                """
                {"externalId":"urn:kubernetes:/prod:shop:pod/cart-%1$d","type":{"name":"pod"},
                 "data":{"name":"cart-%1$d","tags":{"cluster-name":"prod","namespace":"shop",
                 "app":"cart","pod-template-hash":"%2$x"},"identifiers":[
                 "urn:ip:/prod:shop:cart-%1$d:10.1.%3$d.%4$d"],"status":{"phase":"Running"}},
                 "sourceProperties":{"apiVersion":"v1","kind":"Pod","metadata":{
                 "name":"cart-%1$d","namespace":"shop","uid":"%2$032x"}}}"""
                    .replace("\n ", "")
                    .replace("\n", "")
                    .formatted(i, i * 2654435761L, i / 250, i % 250))
        .collect(
            Collectors.joining(
                ",",
                "{\"internalHostname\":\"h\",\"topologies\":[{\"start_snapshot\":false,"
                    + "\"stop_snapshot\":false,\"instance\":{\"type\":\"bench\",\"url\":\"u\"},"
                    + "\"components\":[",
                "],\"relations\":[],\"delete_ids\":[]}],\"metrics\":[],\"health\":[]}"));
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }
}
