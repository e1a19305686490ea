package io.stackstate.receiver.intake;

import com.fasterxml.jackson.core.JsonToken;
import io.stackstate.receiver.intake.MetricSink.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the four-element arrays of {@code metrics} (intake sheet, section 6.3). */
final class MetricParser {
  private static final String SHAPE = "expected [name, timestamp, value, {...}]";

  private final JsonInput in;
  private final Elements elements;
  private final MetricSink sink;

  MetricParser(JsonInput in, Elements elements, MetricSink sink) {
    this.in = in;
    this.elements = elements;
    this.sink = sink;
  }

  void parse() throws IOException, IntakeFault {
    if (in.array()) {
      while (in.nextElement()) {
        metric();
      }
    }
    in.throwFault();
  }

  private void metric() throws IOException {
    String name = null;
    Double time = null;
    Double value = null;
    Metric metric = null;
    int count = 0;
    if (in.array()) {
      for (; in.nextElement(); count++) {
        switch (count) {
          case 0 -> name = in.text();
          case 1 -> time = in.number();
          case 2 -> value = in.number();
          case 3 -> metric = attributes(name);
          default -> in.ignore();
        }
      }
    }
    String path = in.path();
    if (!in.faulty() && (count != 4 || metric == null || value == null || time == null)) {
      in.fault(path, SHAPE);
    } else if (!in.faulty() && sink.refusal(name) != null) {
      in.fault(path, sink.refusal(name));
    }
    if (!in.rejected(Kind.METRIC, elements)) {
      sink.point(path, metric, time, value);
    }
  }

  private Metric attributes(String name) throws IOException {
    String host = null;
    String type = null;
    String device = null;
    List<String> tags = new ArrayList<>();
    if (!in.object()) {
      return null;
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "hostname" -> host = in.text();
        case "type" -> type = in.text();
        case "device_name" -> device = in.text();
        case "tags" -> tags = Texts.read(in);
        default -> in.ignore();
      }
    }
    if (device != null && !device.isEmpty()) {
      tags.add("device:" + device);
    }
    return in.is(JsonToken.END_OBJECT) ? new Metric(name, host, type, null, tags) : null;
  }
}
