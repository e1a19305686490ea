package io.stackstate.api.kafka;

import io.stackstate.api.monitor.MonitorRuns;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.monitor.MonitorRunRequest;
import io.stackstate.model.monitor.MonitorRunResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests and results of runs on their topics; results that nobody waits for are passed over. */
public final class KafkaMonitorRuns implements MonitorRuns, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaMonitorRuns.class);

  private final Map<String, CompletableFuture<MonitorRunResult>> waiting =
      new ConcurrentHashMap<>();
  private final SettingsProducer producer;
  private final TopicFold results;

  public KafkaMonitorRuns(Map<String, Object> kafka, SettingsProducer producer) {
    this.producer = producer;
    this.results = new TopicFold(kafka, Topics.MONITOR_RESULTS, this::arrived, () -> {});
  }

  public void start() {
    results.start();
  }

  @Override
  public MonitorRunResult run(MonitorRunRequest request)
      throws IOException, TimeoutException, InterruptedException {
    CompletableFuture<MonitorRunResult> result = new CompletableFuture<>();
    waiting.put(request.correlation(), result);
    try {
      producer.publish(
          Topics.MONITOR_REQUESTS,
          Map.of(request.correlation(), Json.mapper().writeValueAsBytes(request)));
      long left = request.deadlineMillis() - System.currentTimeMillis();
      return result.get(Math.max(left, 1), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } finally {
      waiting.remove(request.correlation());
    }
  }

  private void arrived(ConsumerRecord<byte[], byte[]> message) {
    CompletableFuture<MonitorRunResult> result =
        waiting.get(new String(message.key(), StandardCharsets.UTF_8));
    if (result == null) {
      return;
    }
    try {
      result.complete(Json.mapper().readValue(message.value(), MonitorRunResult.class));
    } catch (IOException e) {
      LOG.warn("{} offset {}: {}", Topics.MONITOR_RESULTS, message.offset(), e.getMessage());
      result.completeExceptionally(e);
    }
  }

  @Override
  public void close() {
    results.close();
  }
}
