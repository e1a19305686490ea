package io.stackstate.telemetry.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.stackstate.telemetry.metric.MetricsUnavailableException;
import io.stackstate.telemetry.metric.Samples;
import io.stackstate.telemetry.promql.PromqlException.Kind;
import io.stackstate.telemetry.promql.syntax.Signatures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromqlEngineTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final InMemorySource source =
      InMemorySource.every(
          60,
          "requests{job=\"api\", pod=\"1\"} 0+60x10",
          "requests{job=\"api\", pod=\"2\"} 0 60 120 0+60x7",
          "requests{job=\"web\", pod=\"3\"} 0+30x10",
          "load{pod=\"1\"} 5 4 3 2 1 0 1 2 3 4 5",
          "load{pod=\"2\"} 1 1 1 1 1 1 1 1 1 1 1",
          "load{pod=\"3\"} 7 8 9 10 stale",
          "info{pod=\"1\", version=\"v1\"} 1+0x10",
          "info{pod=\"2\", version=\"v2\"} 1+0x10",
          "size_bucket{le=\"1\"} 10+0x10",
          "size_bucket{le=\"2\"} 20+0x10",
          "size_bucket{le=\"+Inf\"} 40+0x10",
          "odd{kind=\"nan\"} NaN NaN NaN NaN NaN NaN NaN NaN NaN NaN NaN",
          "odd{kind=\"inf\"} Inf Inf Inf Inf Inf Inf Inf Inf Inf Inf Inf");

  private final PromqlEngine engine = new PromqlEngine(source, PromqlLimits.DEFAULT);

  /** At ten minutes; a line for each series, in order. */
  private String at10m(String query) throws MetricsUnavailableException {
    PromqlResult result = engine.instant(query, 600_000, TIMEOUT, () -> false);
    if (result instanceof PromqlResult.Scalar scalar) {
      return Numerals.text(scalar.value());
    } else if (result instanceof PromqlResult.Text text) {
      return text.value();
    } else if (result instanceof PromqlResult.Vector vector) {
      return lines(vector.series());
    }
    return lines(((PromqlResult.Matrix) result).series());
  }

  private static String lines(List<Samples> series) {
    List<String> lines = new ArrayList<>();
    for (Samples samples : series) {
      List<String> values = new ArrayList<>();
      for (double value : samples.values()) {
        values.add(Numerals.text(value));
      }
      lines.add(new TreeMap<>(samples.labels()) + " " + String.join(" ", values));
    }
    return String.join("; ", lines).replace("__name__", "name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 + 2 * 3 | 7",
        "-2 ^ 2 | -4",
        "7 % 4 | 3",
        "1 / 0 | +Inf",
        "2 > bool 1 | 1",
        "\"text\" | text",
        "time() | 600",
        "scalar(load{pod=\"1\"}) | 5",
        "scalar(load) | NaN",
        "load | {name=load, pod=1} 5; {name=load, pod=2} 1",
        "load offset 8m | {name=load, pod=1} 3; {name=load, pod=2} 1; {name=load, pod=3} 9",
        "load{pod=\"1\"} @ 300 | {name=load, pod=1} 0",
        "load{pod=\"1\"} @ 300 offset 1m | {name=load, pod=1} 1",
        "load{pod=\"1\"}[3m] | {name=load, pod=1} 3 4 5",
        "load > 2 | {name=load, pod=1} 5",
        "load > bool 2 | {pod=1} 1; {pod=2} 0",
        "2 < load | {name=load, pod=1} 5",
        "sum(load) | {} 6",
        "sum by (job) (requests) | {job=api} 1020; {job=web} 300",
        "count without (pod) (requests) | {job=api} 2; {job=web} 1",
        "avg(requests) | {} 440",
        "max by (job) (requests) limit 1 | {job=api} 600",
        "stddev(load) | {} 2",
        "topk(1, load) | {name=load, pod=1} 5",
        "bottomk(1, load) | {name=load, pod=2} 1",
        "quantile(0.5, load) | {} 3",
        "count_values(\"v\", load) | {v=5} 1; {v=1} 1",
        "group(load) | {} 1",
        "sort(load) | {name=load, pod=2} 1; {name=load, pod=1} 5",
        "sort_desc(load) | {name=load, pod=1} 5; {name=load, pod=2} 1",
        "requests{job=\"web\"} + 1 | {job=web, pod=3} 301",
        "load + on (pod) requests | {pod=1} 605; {pod=2} 421",
        "load * on (pod) group_left (version) info | {pod=1, version=v1} 5; {pod=2, version=v2} 1",
        "info * on (pod) group_right (version) load | {pod=1, version=v1} 5; {pod=2, version=v2} 1",
        "load and on (pod) info{version=\"v1\"} | {name=load, pod=1} 5",
        "load unless on (pod) info{version=\"v1\"} | {name=load, pod=2} 1",
        "load{pod=\"1\"} or load | {name=load, pod=1} 5; {name=load, pod=2} 1",
        "rate(requests{pod=\"1\"}[5m]) | {job=api, pod=1} 1",
        "increase(requests{pod=\"2\"}[9m]) | {job=api, pod=2} 472.5",
        "irate(requests{pod=\"3\"}[5m]) | {job=web, pod=3} 0.5",
        "delta(load{pod=\"1\"}[5m]) | {pod=1} 5",
        "resets(requests{job=\"api\"}[20m]) | {job=api, pod=1} 0; {job=api, pod=2} 1",
        "changes(load[20m]) | {pod=1} 10; {pod=2} 0; {pod=3} 3",
        "deriv(load{pod=\"1\"}[4m]) * 60 | {pod=1} 1",
        "predict_linear(load{pod=\"1\"}[4m], 60) | {pod=1} 6",
        "min_over_time(load{pod=\"1\"}[10m]) | {pod=1} 0",
        "avg_over_time(load{pod=\"1\"}[3m]) | {pod=1} 4",
        "last_over_time(load{pod=\"3\"}[10m]) | {name=load, pod=3} 10",
        "quantile_over_time(0.5, load{pod=\"1\"}[3m]) | {pod=1} 4",
        "absent(nothing{a=\"b\", c!=\"d\"}) | {a=b} 1",
        "absent(load) | ''",
        "absent_over_time(nothing{a=\"b\"}[5m]) | {a=b} 1",
        "max_over_time(sum(load)[10m:1m]) | {} 13",
        "histogram_quantile(0.5, size_bucket) | {} 2",
        "histogram_quantile(0.25, size_bucket) | {} 1",
        "histogram_quantile(0.3, size_bucket) | {} 1.2",
        "label_replace(load{pod=\"1\"}, \"p\", \"n-$1\", \"pod\", \"(.)\") "
            + "| {name=load, p=n-1, pod=1} 5",
        "label_join(info{pod=\"1\"}, \"j\", \"-\", \"pod\", \"version\") "
            + "| {name=info, j=1-v1, pod=1, version=v1} 1",
        "clamp(load, 2, 4) | {pod=1} 4; {pod=2} 2",
        "round(vector(2.5)) | {} 3",
        "timestamp(load) | {pod=1} 600; {pod=2} 600",
        "hour(vector(7200)) | {} 2",
        "day_of_week() | {} 4",
        "days_in_month(vector(1709164800)) | {} 29",
        "odd > 0 | {name=odd, kind=inf} +Inf",
        "max(odd) | {} +Inf",
        "nothing | ''",
        "nothing + 1 | ''"
      })
  void instantQueriesGiveWhatPrometheusGives(String query, String expected) throws Exception {
    assertThat(at10m(query)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "requests + on (job) requests | many-to-many matching not allowed",
        "requests * on (job) group_left () info | many-to-many matching not allowed",
        "info * on (pod) group_left (job) (requests > 1000) | ~~",
        "load + on () info{pod=\"1\"} | many-to-one matching must be explicit",
        "label_replace(load, \"pod\", \"x\", \"pod\", \".*\") | same labelset",
        "label_replace(load, '', '', '', '') | invalid destination label name",
        "topk(NaN, load) | whole number",
        "double_exponential_smoothing(load[10m], 2, 0.5) | invalid smoothing factor"
      })
  void whatDoesNotFitTheDataIsAnError(String query, String message) throws Exception {
    if (message.isEmpty()) {
      assertThat(at10m(query)).isEmpty();
    } else {
      assertThatThrownBy(() -> at10m(query))
          .isInstanceOfSatisfying(
              PromqlException.class, e -> assertThat(e.kind()).isEqualTo(Kind.EXECUTION))
          .hasMessageContaining(message);
    }
  }

  private String range(String query, long start, long end, long step)
      throws MetricsUnavailableException {
    return lines(
        engine.range(query, start * 1000, end * 1000, step * 1000, TIMEOUT, () -> false).series());
  }

  @Test
  void rangesHaveAValueForEachStepAtWhichTheSeriesLives() throws Exception {
    assertThat(range("load{pod=\"3\"}", 0, 600, 60)).isEqualTo("{name=load, pod=3} 7 8 9 10");
    assertThat(range("sum(load)", 0, 240, 120)).isEqualTo("{} 13 13 2");
    assertThat(range("1", 0, 120, 60)).isEqualTo("{} 1 1 1");
    assertThat(range("load{pod=\"1\"} @ end()", 0, 120, 60)).isEqualTo("{name=load, pod=1} 3 3 3");
    assertThat(range("nothing", 0, 120, 60)).isEmpty();
  }

  @Test
  void aStepLongerThanTheLookbackFindsWhatLiesBetweenSteps() throws Exception {
    InMemorySource sparse = InMemorySource.every(1_700, "m 1+1x10");
    PromqlEngine own = new PromqlEngine(sparse, PromqlLimits.DEFAULT);
    List<String> answers = new ArrayList<>();
    for (String query : List.of("m", "last_over_time(m[1h])")) {
      answers.add(
          lines(own.range(query, 3_600_000, 14_400_000, 3_600_000, TIMEOUT, () -> false).series()));
    }
    assertThat(answers.get(0)).isEqualTo("{name=m} 3 5 7 9").isEqualTo(answers.get(1));
  }

  @Test
  void eachSelectorIsReadOnce() throws Exception {
    range("load + on (pod) rate(requests[5m]) / on (pod) load", 0, 600, 10);
    assertThat(source.selects()).isEqualTo(2);
  }

  @Test
  void badRangesAreRefused() {
    assertThatThrownBy(() -> range("m", 0, 11_000, 1)).hasMessageContaining("11,000 points");
    assertThatThrownBy(() -> range("m", 10, 0, 1)).hasMessageStartingWith("end: found");
    assertThatThrownBy(() -> range("m", 0, 10, 0)).hasMessageStartingWith("step: found 0");
    assertThatThrownBy(() -> range("m[5m]", 0, 10, 1))
        .hasMessageContaining("invalid expression type \"range vector\"");
  }

  @Test
  void memoryIsBounded() {
    PromqlEngine small = new PromqlEngine(source, new PromqlLimits(1_000, TIMEOUT));
    for (String query :
        List.of("requests", "sum_over_time(vector(1)[1y:1ms])", "load or info or requests")) {
      assertThatThrownBy(() -> small.range(query, 0, 600_000, 1_000, TIMEOUT, () -> false))
          .isInstanceOfSatisfying(
              PromqlException.class, e -> assertThat(e.kind()).isEqualTo(Kind.EXECUTION));
    }
  }

  @Test
  void timeIsBoundedAndNobodyCalculatesForAClientThatLeft() {
    assertThatThrownBy(() -> engine.instant("sum(load)", 600_000, Duration.ofNanos(1), () -> false))
        .isInstanceOfSatisfying(
            PromqlException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TIMEOUT));
    assertThatThrownBy(() -> engine.instant("sum(load)", 600_000, TIMEOUT, () -> true))
        .isInstanceOfSatisfying(
            PromqlException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANCELED));
  }

  @Test
  void everyFunctionCanBeCalled() {
    for (String name : Signatures.names()) {
      var signature = Signatures.named(name).orElseThrow();
      List<String> arguments = new ArrayList<>();
      for (int i = 0; i < signature.atLeast(); i++) {
        arguments.add(
            switch (signature.argument(i)) {
              case SCALAR -> "0.5";
              case STRING -> "\"pod\"";
              case VECTOR -> "load";
              case MATRIX -> "load[5m]";
            });
      }
      String query = name + "(" + String.join(", ", arguments) + ")";
      assertThat(catchThrowable(() -> at10m(query)))
          .as(query)
          .satisfiesAnyOf(
              e -> assertThat(e).isNull(), e -> assertThat(e).isInstanceOf(PromqlException.class));
    }
  }

  @Test
  void randomQueriesEndWithAnAnswerOrAnErrorOfTheirOwn() {
    InMemorySource world = SampleWorld.make();
    PromqlEngine own = new PromqlEngine(world, new PromqlLimits(3_000_000, TIMEOUT));
    RandomQueries queries = new RandomQueries(11);
    for (int i = 0; i < 500; i++) {
      String query = queries.vector(4);
      assertThat(
              catchThrowable(
                  () ->
                      own.range(
                          query, SampleWorld.START, SampleWorld.END, 60_000, TIMEOUT, () -> false)))
          .as(query)
          .satisfiesAnyOf(
              e -> assertThat(e).isNull(), e -> assertThat(e).isInstanceOf(PromqlException.class));
    }
  }
}
