package io.stackstate.api.kafka;

import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.monitor.MonitorRunRequest;
import io.stackstate.model.monitor.MonitorRunResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Answers requests for runs of monitors as health does, with what the test says. */
public final class MonitorRunnerDouble implements AutoCloseable {
  private final List<MonitorRunRequest> seen = new CopyOnWriteArrayList<>();
  private final Function<MonitorRunRequest, MonitorRunResult> answer;
  private final TopicFold requests;

  public MonitorRunnerDouble(Function<MonitorRunRequest, MonitorRunResult> answer) {
    this.answer = answer;
    this.requests =
        new TopicFold(TestBroker.config(), Topics.MONITOR_REQUESTS, this::arrived, () -> {});
    requests.start();
  }

  private void arrived(ConsumerRecord<byte[], byte[]> message) {
    try {
      MonitorRunRequest request = Json.mapper().readValue(message.value(), MonitorRunRequest.class);
      if (request.deadlineMillis() < System.currentTimeMillis()) {
        return;
      }
      seen.add(request);
      TestBroker.send(
          Topics.MONITOR_RESULTS,
          0,
          new String(message.key(), StandardCharsets.UTF_8),
          Json.mapper().writeValueAsString(answer.apply(request)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The requests that came in time. */
  public List<MonitorRunRequest> seen() {
    return List.copyOf(seen);
  }

  @Override
  public void close() {
    requests.close();
  }
}
