package io.stackstate.telemetry.metric;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.telemetry.store.DailyIndex;
import io.stackstate.telemetry.store.Document;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Makes documents of records of {@code sts_multi_metrics}, one for each metric (telemetry sheet,
 * sections 3.1 and 16.3), without objects in between. The same record always gives the same
 * documents. For one thread.
 */
public final class MetricReader {
  private static final JsonFactory JSON = Json.mapper().getFactory();
  private static final long MAX_AHEAD_MILLIS = Duration.ofMinutes(10).toMillis();
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final int SOME = 16;

  private final int days;
  private final SeriesKey series = new SeriesKey();
  private final MetricJson json = new MetricJson();
  private String[] metrics = new String[SOME];
  private double[] values = new double[SOME];
  private int count;
  private String[] tags = new String[2 * SOME];
  private int tagCount;
  private String name;
  private String host;
  private long time;
  private long indexDay = Long.MIN_VALUE;
  private String index;

  /**
   * @param days how many days are kept, that of the record's coming included
   */
  public MetricReader(int days) {
    this.days = days;
  }

  /** What became of a record, and how many points it holds. */
  public record Record(Timeliness timeliness, int points) {}

  /**
   * Reads one record.
   *
   * @param receivedMillis when it came
   * @param to gets the documents, when the points are in time
   * @throws IOException when it is no such record
   */
  public Record read(byte[] record, long receivedMillis, Consumer<Document> to) throws IOException {
    parse(record);
    Timeliness timeliness = timeliness(receivedMillis);
    if (timeliness == Timeliness.IN_TIME) {
      json.share(time, receivedMillis, name, host, tags, tagCount);
      series.share(name, host, tags, tagCount);
      String day = index();
      for (int i = 0; i < count; i++) {
        byte[] content = json.document(series.of(metrics[i]), metrics[i], values[i]);
        to.accept(new Document(day, null, content));
      }
    }
    return new Record(timeliness, count);
  }

  private Timeliness timeliness(long received) {
    if (time - received > MAX_AHEAD_MILLIS) {
      return Timeliness.AHEAD;
    }
    return Math.floorDiv(time, DAY_MILLIS) <= Math.floorDiv(received, DAY_MILLIS) - days
        ? Timeliness.OUTDATED
        : Timeliness.IN_TIME;
  }

  private String index() {
    long day = Math.floorDiv(time, DAY_MILLIS);
    if (day != indexDay) {
      indexDay = day;
      index = DailyIndex.name(Topics.MULTI_METRICS, LocalDate.ofEpochDay(day));
    }
    return index;
  }

  private void parse(byte[] record) throws IOException {
    count = 0;
    tagCount = 0;
    name = "";
    host = "";
    time = Long.MIN_VALUE;
    if (record == null) {
      throw new IOException("found nothing, expected an object MultiMetric");
    }
    try (JsonParser in = JSON.createParser(record)) {
      if (in.nextToken() != JsonToken.START_OBJECT
          || in.nextFieldName() == null
          || in.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("expected an object MultiMetric");
      }
      fields(in);
    }
    if (time == Long.MIN_VALUE || count == 0) {
      throw new IOException(
          (count == 0 ? "values" : "timestamp") + ": found nothing, expected it in a MultiMetric");
    }
  }

  private void fields(JsonParser in) throws IOException {
    for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
      JsonToken token = in.nextToken();
      switch (field) {
        case "name" -> name = text(in, token);
        case "host" -> host = text(in, token);
        case "timestamp" -> time = in.getLongValue();
        case "values" -> values(in);
        case "tags" -> tags(in, token);
        default -> in.skipChildren();
      }
    }
  }

  private static String text(JsonParser in, JsonToken token) throws IOException {
    return token == JsonToken.VALUE_NULL ? "" : in.getText();
  }

  private void values(JsonParser in) throws IOException {
    for (String metric = in.nextFieldName(); metric != null; metric = in.nextFieldName()) {
      in.nextToken();
      double value = in.getDoubleValue();
      if (!Double.isFinite(value)) {
        throw new IOException("values: found a number that no double holds");
      }
      if (count == metrics.length) {
        metrics = Arrays.copyOf(metrics, 2 * count);
        values = Arrays.copyOf(values, 2 * count);
      }
      metrics[count] = metric;
      values[count++] = value;
    }
  }

  private void tags(JsonParser in, JsonToken token) throws IOException {
    if (token != JsonToken.START_OBJECT) {
      in.skipChildren();
      return;
    }
    for (String tag = in.nextFieldName(); tag != null; tag = in.nextFieldName()) {
      JsonToken value = in.nextToken();
      if (tagCount == tags.length) {
        tags = Arrays.copyOf(tags, 2 * tagCount);
      }
      tags[tagCount++] = tag;
      tags[tagCount++] = text(in, value);
    }
  }
}
