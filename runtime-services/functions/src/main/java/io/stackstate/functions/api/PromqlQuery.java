package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A query in PromQL as it is put together (query sheet, section 6.3): the groups of a series are
 * its labels. Without {@code start} it is about the last hour, and without {@code step} there are
 * at most 300 steps.
 */
public final class PromqlQuery extends SeriesQuery {
  static final String TYPE = "PromqlMetricQuery";
  private static final long HOUR = 3_600_000;

  private final ScriptHost host;
  private final InstantSource clock;
  private final String query;
  private final boolean instant;
  private final Map<String, Object> asked;

  private PromqlQuery(
      ScriptHost host,
      InstantSource clock,
      String query,
      boolean instant,
      Map<String, Object> asked) {
    this.host = host;
    this.clock = clock;
    this.query = query;
    this.instant = instant;
    this.asked = asked;
  }

  /**
   * @param instant whether there is one point for each series, at {@code end}
   */
  static PromqlQuery of(ScriptHost host, InstantSource clock, String query, boolean instant) {
    return new PromqlQuery(host, clock, query, instant, Map.of());
  }

  /** The query that {@link #compileQuery} gave. */
  static PromqlQuery read(ScriptHost host, InstantSource clock, Map<?, ?> compiled) {
    Map<String, Object> asked = new LinkedHashMap<>();
    for (String field : List.of("startTime", "endTime", "step", "unit", "description")) {
      if (compiled.get(field) != null) {
        asked.put(field, compiled.get(field));
      }
    }
    boolean instant = asked.get("step") instanceof Number step && step.longValue() == 0;
    return new PromqlQuery(host, clock, String.valueOf(compiled.get("query")), instant, asked);
  }

  private PromqlQuery with(String field, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(asked);
    more.put(field, value);
    return new PromqlQuery(host, clock, query, instant, more);
  }

  public PromqlQuery start(Object instant) {
    return with("startTime", instant);
  }

  /** Without it now. */
  public PromqlQuery end(Object instant) {
    return with("endTime", instant);
  }

  public PromqlQuery window(Object start, Object end) {
    return start(start).end(end);
  }

  /**
   * @param duration a number and a unit: {@code "1m"}
   */
  public PromqlQuery step(Object duration) {
    long millis = InstantText.duration("step", duration);
    if (millis < 1) {
      throw new ScriptApiException("step: found " + duration + ", expected more than 0");
    }
    return with("step", millis);
  }

  /** For what shows the result. */
  public PromqlQuery unit(Object unit) {
    return with("unit", String.valueOf(unit));
  }

  /** As {@link #unit}. */
  public PromqlQuery description(Object text) {
    return with("description", String.valueOf(text));
  }

  /** The query as an object, {@code PromqlMetricQuery}, without asking it. */
  @Override
  public Map<String, Object> compileQuery() {
    long now = clock.millis();
    long end = InstantText.millis(asked.getOrDefault("endTime", now), now);
    Object begin = asked.getOrDefault("startTime", instant ? end : end - HOUR);
    long start = instant ? end : InstantText.millis(begin, now);
    if (start > end) {
      throw new ScriptApiException(
          "start: found %d, expected a time that is not after the end, %d".formatted(start, end));
    }
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("_type", TYPE);
    shown.put("query", query);
    shown.put("startTime", start);
    shown.put("endTime", end);
    Number step = (Number) asked.getOrDefault("step", Buckets.automatic(end - start));
    shown.put("step", instant ? 0L : step.longValue());
    for (String field : List.of("unit", "description")) {
      if (asked.containsKey(field)) {
        shown.put(field, asked.get(field));
      }
    }
    return shown;
  }

  @Override
  List<Object> results() {
    Map<String, Object> shown = compileQuery();
    Map<String, Object> question = new HashMap<>();
    question.put("query", query);
    question.put("startMillis", shown.get("startTime"));
    question.put("endMillis", shown.get("endTime"));
    question.put("stepMillis", shown.get("step"));
    List<Object> results = new ArrayList<>();
    for (PromqlAnswer.Series series : PromqlAnswer.read(host.ask(Question.PROMQL, question))) {
      results.add(SeriesValues.result(shown, series.labels(), series.points()));
    }
    return results;
  }
}
