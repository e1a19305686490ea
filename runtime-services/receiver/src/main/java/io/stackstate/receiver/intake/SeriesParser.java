package io.stackstate.receiver.intake;

import io.stackstate.receiver.intake.MetricSink.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads {@code /api/v1/series} (intake sheet, section 7). */
final class SeriesParser {
  private static final int MAX_POINTS = 100_000;

  private final JsonInput in;
  private final Elements elements;
  private final MetricSink sink;
  private double[] points = new double[64];
  private int pointCount;

  SeriesParser(JsonInput in, Elements elements, MetricSink sink) {
    this.in = in;
    this.elements = elements;
    this.sink = sink;
  }

  /** At the beginning of the message. */
  void parse() throws IOException, IntakeFault {
    if (!in.object()) {
      in.fault("", "expected an object, found null");
      in.throwFault();
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      if (field.equals("series") && in.array()) {
        while (in.nextElement()) {
          series();
        }
      } else if (!field.equals("series")) {
        in.ignore();
      }
      in.throwFault();
    }
  }

  private void series() throws IOException {
    pointCount = 0;
    Metric metric = in.object() ? attributes() : null;
    String path = in.path();
    if (!in.faulty()) {
      String refusal =
          metric == null ? "expected an object, found null" : sink.refusal(metric.name());
      if (refusal != null) {
        in.fault(path, refusal);
      }
    }
    if (!in.rejected(Kind.METRIC, elements)) {
      for (int i = 0; i < pointCount; i++) {
        sink.point(path + ".points[" + i + "]", metric, points[2 * i], points[2 * i + 1]);
      }
    }
  }

  private Metric attributes() throws IOException {
    String name = null;
    String host = null;
    String type = null;
    String device = null;
    Double interval = null;
    List<String> tags = new ArrayList<>();
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "metric" -> name = in.text();
        case "host" -> host = in.text();
        case "type" -> type = in.text();
        case "device" -> device = in.text();
        case "interval" -> interval = in.number();
        case "tags" -> tags = Texts.read(in);
        case "points" -> readPoints();
        default -> in.ignore();
      }
    }
    if (device != null && !device.isEmpty()) {
      tags.add("device:" + device);
    }
    Long seconds = interval == null || !(interval > 0) ? null : Math.round(interval);
    return new Metric(name, host, type, seconds, tags);
  }

  private void readPoints() throws IOException {
    pointCount = 0;
    if (!in.array()) {
      return;
    }
    while (in.nextElement()) {
      String path = in.path();
      Double time = null;
      Double value = null;
      int count = 0;
      if (in.array()) {
        for (; in.nextElement(); count++) {
          switch (count) {
            case 0 -> time = in.number();
            case 1 -> value = in.number();
            default -> in.ignore();
          }
        }
      }
      if (count != 2 || time == null || value == null) {
        in.fault(path, "expected [timestamp, value]");
      }
      if (!in.rejected(Kind.METRIC, elements)) {
        add(path, time, value);
      }
    }
  }

  private void add(String path, double time, double value) {
    if (pointCount == MAX_POINTS) {
      elements.reject(Kind.METRIC, path, "a series has at most " + MAX_POINTS + " points");
      return;
    }
    if (2 * pointCount == points.length) {
      points = Arrays.copyOf(points, points.length * 2);
    }
    points[2 * pointCount] = time;
    points[2 * pointCount + 1] = value;
    pointCount++;
  }
}
