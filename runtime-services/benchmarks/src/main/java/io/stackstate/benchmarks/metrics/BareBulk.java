package io.stackstate.benchmarks.metrics;

import io.stackstate.telemetry.metric.MetricReader;
import io.stackstate.telemetry.store.Document;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The same documents in bulk requests that are ready before the clock starts. */
final class BareBulk {
  private static final int MAX_BYTES = 5 << 20;

  private final List<byte[]> requests = new ArrayList<>();
  private final ByteArrayOutputStream next = new ByteArrayOutputStream();

  /**
   * @param nowMillis when the records come
   */
  BareBulk(List<byte[]> records, long nowMillis) throws IOException {
    MetricReader reader = new MetricReader(30);
    for (byte[] record : records) {
      reader.read(record, nowMillis, this::add);
    }
    finish();
  }

  private void add(Document document) {
    if (next.size() + document.json().length > MAX_BYTES) {
      finish();
    }
    String action = "{\"create\":{\"_index\":\"" + document.index() + "\"}}\n";
    next.writeBytes(action.getBytes(StandardCharsets.UTF_8));
    next.writeBytes(document.json());
    next.write('\n');
  }

  private void finish() {
    requests.add(next.toByteArray());
    next.reset();
  }

  /** Sends one after the other; all must be taken. */
  void send(SearchNode node) throws IOException, InterruptedException {
    for (byte[] request : requests) {
      String answer = node.bulk(request);
      if (!answer.startsWith("{\"errors\":false")) {
        throw new IOException(answer.substring(0, Math.min(1_000, answer.length())));
      }
    }
  }
}
