package io.stackstate.telemetry.metric;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes the documents of metrics; what those of one record share is written once. For one thread.
 */
final class MetricJson {
  private static final JsonStringEncoder QUOTES = JsonStringEncoder.getInstance();

  private final ByteArrayOutputStream shared = new ByteArrayOutputStream();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /**
   * What the documents of one record share.
   *
   * @param tags names at even places, each before its value
   * @param count of both
   */
  void share(long time, long received, String name, String host, String[] tags, int count) {
    shared.reset();
    ascii(shared, "{\"@timestamp\":" + time + ",\"timeReceived\":" + received + ",\"name\":");
    text(shared, name);
    ascii(shared, ",\"host\":");
    text(shared, host);
    ascii(shared, ",\"tags\":{");
    for (int i = 0; i < count; i += 2) {
      if (i > 0) {
        shared.write(',');
      }
      text(shared, tags[i]);
      shared.write(':');
      text(shared, tags[i + 1]);
    }
    shared.write('}');
  }

  /** One of them. */
  byte[] document(String series, String metric, double value) {
    out.reset();
    out.writeBytes(shared.toByteArray());
    ascii(out, ",\"series\":\"" + series + "\",\"metric\":");
    text(out, metric);
    ascii(out, ",\"value\":" + value + "}");
    return out.toByteArray();
  }

  private static void ascii(ByteArrayOutputStream to, String text) {
    to.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void text(ByteArrayOutputStream to, String text) {
    to.write('"');
    to.writeBytes(QUOTES.quoteAsUTF8(text));
    to.write('"');
  }
}
