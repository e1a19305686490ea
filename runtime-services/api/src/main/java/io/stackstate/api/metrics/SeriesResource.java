package io.stackstate.api.metrics;

import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonBody;
import io.stackstate.telemetry.metric.LabelMatcher;
import io.stackstate.telemetry.metric.LabelMatcher.Operator;
import io.stackstate.telemetry.metric.SeriesSource;
import io.stackstate.telemetry.promql.syntax.PromqlReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which series, labels and values there are. Without a time they are those of the last hour. */
final class SeriesResource {
  private static final long PAST = Duration.ofHours(1).toMillis();
  private static final int MAX_SERIES = 100_000;
  private static final String MATCH = "match[]";
  private static final List<LabelMatcher> ALL =
      List.of(new LabelMatcher(LabelMatcher.NAME, Operator.REGEX, ".+"));

  private final SeriesSource source;

  SeriesResource(SeriesSource source) {
    this.source = source;
  }

  JsonBody series(Call call, PromqlParameters parameters) throws Exception {
    if (parameters.texts(MATCH).isEmpty()) {
      throw PromqlParameters.bad(MATCH, "nothing", "a selector of series");
    }
    int limit = parameters.limit(MAX_SERIES);
    List<Map<String, String>> found = found(parameters, limit).stream().limit(limit).toList();
    return out -> {
      out.writeStartArray();
      for (Map<String, String> labels : found) {
        PromqlJson.labels(out, labels);
      }
      out.writeEndArray();
    };
  }

  JsonBody names(Call call, PromqlParameters parameters) throws Exception {
    Set<String> names = new TreeSet<>();
    found(parameters, MAX_SERIES).forEach(labels -> names.addAll(labels.keySet()));
    return texts(names, parameters.limit(MAX_SERIES));
  }

  JsonBody values(Call call, PromqlParameters parameters) throws Exception {
    String label = call.path("label");
    int limit = parameters.limit(MAX_SERIES);
    Interval interval = interval(parameters);
    Set<String> values = new TreeSet<>();
    for (List<LabelMatcher> selector : selectors(parameters)) {
      values.addAll(source.values(label, selector, interval.start(), interval.end(), limit));
    }
    return texts(values, limit);
  }

  private static JsonBody texts(Collection<String> texts, int limit) {
    return out -> {
      out.writeStartArray();
      for (String text : texts.stream().limit(limit).toList()) {
        out.writeString(text);
      }
      out.writeEndArray();
    };
  }

  /** Each series once, however many selectors find it. */
  private Set<Map<String, String>> found(PromqlParameters parameters, int limit) throws Exception {
    Interval interval = interval(parameters);
    Set<Map<String, String>> found = new LinkedHashSet<>();
    for (List<LabelMatcher> selector : selectors(parameters)) {
      found.addAll(source.series(selector, interval.start(), interval.end(), limit));
    }
    return found;
  }

  /** Epoch milliseconds, both included. */
  private record Interval(long start, long end) {}

  private static Interval interval(PromqlParameters parameters) {
    long end = parameters.timeOr("end", parameters.now());
    long start = parameters.timeOr("start", end - PAST);
    if (start > end) {
      throw PromqlParameters.bad("end", "a time before start", "one at or after it");
    }
    return new Interval(start, end);
  }

  private static List<List<LabelMatcher>> selectors(PromqlParameters parameters) throws Exception {
    List<List<LabelMatcher>> selectors = new ArrayList<>();
    for (String selector : parameters.texts(MATCH)) {
      selectors.add(PromqlReader.readSelector(selector));
    }
    return selectors.isEmpty() ? List.of(ALL) : selectors;
  }
}
