package io.stackstate.telemetry.elasticsearch;

import static io.stackstate.telemetry.elasticsearch.StoredPoints.is;
import static io.stackstate.telemetry.metric.LabelMatcher.Operator.NOT_EQUAL;
import static io.stackstate.telemetry.metric.LabelMatcher.Operator.NOT_REGEX;
import static io.stackstate.telemetry.metric.LabelMatcher.Operator.REGEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.telemetry.TestNode;
import io.stackstate.telemetry.metric.LabelMatcher;
import io.stackstate.telemetry.metric.MetricStore;
import io.stackstate.telemetry.metric.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What PromQL selects. */
@ExtendWith(TestNode.class)
class SeriesSelectionIT {
  private static final long NOW = StoredPoints.NOW;
  private static final long HOUR = 3_600_000;

  @RegisterExtension final StoredPoints points = new StoredPoints();

  private final MetricStore store = points.store;

  private List<Double> selected(LabelMatcher... matchers) throws Exception {
    List<LabelMatcher> all = new ArrayList<>(List.of(matchers));
    all.add(is("__name__", "m"));
    return store.select(all, 0, NOW, 100).stream()
        .map(found -> found.values()[0])
        .sorted()
        .toList();
  }

  @Test
  void seriesAreSelectedByWhatTheirLabelsAreAndAreNot() throws Exception {
    points.point("m", "h1", Map.of("code", "200", "path", "/a b"), NOW - 1, 1);
    points.point("m", "h2", Map.of("code", "404"), NOW - 1, 2);
    points.point("m", "", Map.of("code", "", "host", "tagged"), NOW - 1, 3);
    points.point("mm", "h1", Map.of("code", "200"), NOW - 1, 4);
    points.write();
    assertThat(selected(is("code", "200"))).containsExactly(1.0);
    assertThat(selected(is("code", ""))).containsExactly(3.0);
    assertThat(selected(new LabelMatcher("code", NOT_EQUAL, "200"))).containsExactly(2.0, 3.0);
    assertThat(selected(new LabelMatcher("code", NOT_EQUAL, ""))).containsExactly(1.0, 2.0);
    assertThat(selected(new LabelMatcher("code", REGEX, "200|404"))).containsExactly(1.0, 2.0);
    assertThat(selected(new LabelMatcher("code", REGEX, "[24]0.*"))).containsExactly(1.0, 2.0);
    assertThat(selected(new LabelMatcher("code", REGEX, ".*"))).containsExactly(1.0, 2.0, 3.0);
    assertThat(selected(new LabelMatcher("code", NOT_REGEX, "4.."))).containsExactly(1.0, 3.0);
    assertThat(selected(is("path", "/a b"))).containsExactly(1.0);
    assertThat(selected(is("path", ""))).containsExactly(2.0, 3.0);
    assertThat(selected(is("host", "tagged"))).containsExactly(3.0);
    assertThat(selected(new LabelMatcher("host", NOT_EQUAL, "tagged"))).containsExactly(1.0, 2.0);
    assertThat(
            store.select(List.of(new LabelMatcher("__name__", REGEX, "m+")), 0, NOW, 100).stream()
                .map(found -> found.labels().get("__name__")))
        .containsExactlyInAnyOrder("m", "m", "m", "mm");
    Samples first = store.select(List.of(is("path", "/a b")), NOW - 1, NOW - 1, 1).get(0);
    assertThat(first.labels())
        .isEqualTo(Map.of("__name__", "m", "host", "h1", "code", "200", "path", "/a b"));
  }

  @Test
  void valuesOfALabelAreListedOnceAndInOrder() throws Exception {
    points.point("m", "h2", Map.of("code", "200"), NOW - 1, 1);
    points.point("m", "h1", Map.of("code", "404"), NOW - 1, 2);
    points.point("m", "", Map.of("code", "", "host", "tagged"), NOW - 1, 3);
    points.point("other", "h1", Map.of("code", "500"), NOW - 1, 4);
    points.point("old", "h1", Map.of("code", "301"), NOW - HOUR, 5);
    points.write();
    LabelMatcher any = new LabelMatcher("__name__", REGEX, ".+");
    assertThat(values("__name__", any)).containsExactly("m", "other");
    assertThat(values("code", any)).containsExactly("200", "404", "500");
    assertThat(values("code", is("__name__", "m"))).containsExactly("200", "404");
    assertThat(values("code", is("host", "h1"))).containsExactly("404", "500");
    assertThat(values("host", is("__name__", "m"))).containsExactly("h1", "h2", "tagged");
    assertThat(values("code", new LabelMatcher("code", REGEX, "[45].*")))
        .containsExactly("404", "500");
    assertThat(values("none", any)).isEmpty();
    assertThat(store.values("code", List.of(any), NOW - 10, NOW, 2)).containsExactly("200", "404");
  }

  private List<String> values(String label, LabelMatcher matcher) throws Exception {
    return store.values(label, List.of(matcher), NOW - 10, NOW, 100);
  }

  @Test
  void aSelectionThatNothingRestrictsIsRefused() {
    assertThatThrownBy(() -> store.select(List.of(new LabelMatcher("a", REGEX, ".*")), 0, NOW, 10))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.select(List.of(new LabelMatcher("a", REGEX, "(")), 0, NOW, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a: found (");
  }

  @Test
  void morePointsThanOneAnswerHoldsAreThereAndEachOnce() throws Exception {
    for (int i = 0; i < 70_000; i++) {
      points.point("m", "long", Map.of(), NOW - 2 * HOUR + 100L * i, i);
    }
    for (int i = 0; i < 3_000; i++) {
      points.point("m", "h" + i % 3, Map.of(), NOW - HOUR + i, i);
    }
    points.write();
    List<Samples> samples = store.select(List.of(is("__name__", "m")), 0, NOW, 73_000);
    assertThat(samples).hasSize(4);
    for (Samples one : samples) {
      String host = one.labels().get("host");
      assertThat(one.times())
          .as(host)
          .containsExactly(
              host.equals("long")
                  ? LongStream.range(0, 70_000).map(i -> NOW - 2 * HOUR + 100 * i).toArray()
                  : LongStream.range(0, 1_000)
                      .map(i -> NOW - HOUR + 3 * i + host.charAt(1) - '0')
                      .toArray());
    }
  }

  private static Map<String, String> labels(String host, String tag) {
    return Map.of("__name__", "m", "host", host, "i", tag);
  }

  @Test
  void labelsOfSeriesAreThoseOfTheIntervalAndEachOnce() throws Exception {
    for (int i = 0; i < 50; i++) {
      points.point("m", "h1", Map.of("i", "dense"), NOW - HOUR + i, i);
    }
    points.point("m", "h2", Map.of("i", "old"), NOW - 25 * HOUR, 1);
    points.point("m", "h3", Map.of("i", "last"), NOW, 1);
    points.point("m", "h4", Map.of("i", "over"), NOW + 1, 1);
    points.point("other", "h1", Map.of("i", "dense"), NOW - HOUR, 1);
    points.write();
    assertThat(store.series(List.of(is("__name__", "m")), NOW - 26 * HOUR, NOW, 10))
        .containsExactlyInAnyOrder(
            labels("h1", "dense"), labels("h2", "old"), labels("h3", "last"));
    assertThat(store.series(List.of(is("__name__", "m")), NOW - HOUR, NOW - 1, 10))
        .containsExactly(labels("h1", "dense"));
    LabelMatcher notDense = new LabelMatcher("i", NOT_REGEX, "d[e]nse");
    assertThat(store.series(List.of(is("__name__", "m"), notDense), NOW - HOUR, NOW, 10))
        .containsExactly(labels("h3", "last"));
    assertThat(store.series(List.of(is("__name__", "m")), NOW - 26 * HOUR, NOW, 2)).hasSize(2);
    assertThatThrownBy(() -> store.series(List.of(new LabelMatcher("a", REGEX, ".*")), 0, NOW, 10))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void labelsOfMoreSeriesThanAPageHoldsAreFoundBetweenThoseThatAreLeftOut() throws Exception {
    for (int i = 0; i < 2_500; i++) {
      points.point("m", "h", Map.of("i", "" + i), NOW - 1, i);
    }
    points.write();
    List<LabelMatcher> few = List.of(is("__name__", "m"), new LabelMatcher("i", REGEX, ".*[7]7"));
    assertThat(store.series(few, NOW - HOUR, NOW, 1_000))
        .extracting(labels -> labels.get("i"))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 25).mapToObj(i -> (i == 0 ? "" : "" + i) + "77").toList());
    assertThat(store.series(List.of(is("__name__", "m")), NOW - HOUR, NOW, 1_200))
        .hasSize(1_200)
        .doesNotHaveDuplicates();
    assertThat(store.series(List.of(is("__name__", "m")), NOW - HOUR, NOW, 5_000)).hasSize(2_500);
  }
}
