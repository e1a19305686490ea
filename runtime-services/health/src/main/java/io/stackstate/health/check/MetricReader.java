package io.stackstate.health.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.stackstate.model.Json;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads records of {@code sts_multi_metrics} without making objects of them: most points are of
 * metrics that no check looks at, and those are given up as soon as their names are known. One
 * thread.
 */
public final class MetricReader implements Fields {
  private static final JsonFactory JSON = Json.mapper().getFactory();
  private static final int SOME = 16;

  private String[] names = new String[SOME];
  private double[] values = new double[SOME];
  private int count;
  private String[] tags = new String[2 * SOME];
  private int tagCount;
  private String host;
  private long time;

  /**
   * Gives the points of a record to the streams that they belong to.
   *
   * @param latest the points are not later than this, epoch milliseconds: a clock that is ahead
   *     must not hold a window open
   * @throws IOException when it is no such record
   */
  public void read(byte[] record, long latest, StreamIndex streams) throws IOException {
    count = 0;
    tagCount = 0;
    host = null;
    time = 0;
    try (JsonParser in = JSON.createParser(record)) {
      if (in.nextToken() != JsonToken.START_OBJECT || in.nextFieldName() == null) {
        throw new IOException("expected an object MultiMetric");
      }
      in.nextToken();
      if (!fields(in, streams)) {
        return;
      }
    }
    for (int i = 0; i < count; i++) {
      streams.point(names[i], this, Math.min(time, latest), values[i]);
    }
  }

  /** False when no stream wants any of it. */
  private boolean fields(JsonParser in, StreamIndex streams) throws IOException {
    for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
      JsonToken token = in.nextToken();
      switch (field) {
        case "host" -> host = token == JsonToken.VALUE_NULL ? null : in.getText();
        case "timestamp" -> time = in.getLongValue();
        case "values" -> {
          values(in, streams);
          if (count == 0) {
            return false;
          }
        }
        case "tags" -> tags(in, token);
        default -> in.skipChildren();
      }
    }
    return true;
  }

  private void values(JsonParser in, StreamIndex streams) throws IOException {
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      boolean number = in.nextToken().isNumeric();
      if (number && streams.knows(name)) {
        if (count == names.length) {
          names = Arrays.copyOf(names, 2 * count);
          values = Arrays.copyOf(values, 2 * count);
        }
        names[count] = name;
        values[count++] = in.getDoubleValue();
      } else {
        in.skipChildren();
      }
    }
  }

  private void tags(JsonParser in, JsonToken token) throws IOException {
    if (token != JsonToken.START_OBJECT) {
      in.skipChildren();
      return;
    }
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      in.nextToken();
      if (tagCount == tags.length) {
        tags = Arrays.copyOf(tags, 2 * tagCount);
      }
      tags[tagCount++] = name;
      tags[tagCount++] = in.getText();
    }
  }

  @Override
  public String get(String key) {
    if (key.equals("host")) {
      return host;
    }
    int from = key.startsWith(TAGS) ? TAGS.length() : 0;
    int length = key.length() - from;
    for (int i = 0; i < tagCount; i += 2) {
      if (tags[i].length() == length && key.regionMatches(from, tags[i], 0, length)) {
        return tags[i + 1];
      }
    }
    return null;
  }
}
