package io.stackstate.health.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.change.HealthState;
import io.stackstate.model.health.BoundCheckState;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Health sheet, sections 2.2 and 2.3, and test case 4 of section 15. */
class ChecksTest {
  private static final Map<String, String> TAGS = Map.of("app", "shop");
  private static final String STREAMS =
      """
      {"metrics":[{"name":"CPU","metric_field":"cpu","stream_id":-1,
                   "conditions":[{"key":"tags.app","value":"shop"},{"key":"host","value":"host-a"}]},
                  {"name":"OK","metric_field":"ok","stream_id":-2,"conditions":[]},
                  {"name":"Failed","metric_field":"failed","stream_id":-3,"conditions":[]}],
       "events":[{"name":"E","stream_id":-4,"conditions":[{"key":"tags.app","value":"shop"}]}],
       "service_checks":[{"name":"S","stream_id":-5,"conditions":[{"key":"host","value":"host-a"}]}],
       "checks":[%s]}""";
  private static final String AVERAGE =
      metric("average", "maximum_average", "\"stream_id\":-1", 75, 90);

  private final CheckLab lab = new CheckLab();

  private static String metric(
      String name, String kind, String streams, double deviating, double critical) {
    return "{\"name\":\"%s\",\"is_metric_%s_check\":true,%s,\"deviating_value\":%s,\"critical_value\":%s,\"max_window\":60000}"
        .formatted(name, kind, streams, deviating, critical);
  }

  private static String data(String... checks) {
    return STREAMS.formatted(String.join(",", checks));
  }

  private HealthState health(String name) {
    return lab.state(name).health();
  }

  /** Test case 4. */
  @Test
  void anAverageIsComparedWithItsMaxima() {
    lab.component(1, data(AVERAGE)).point("cpu", TAGS, 80, 80);
    assertThat(health("average")).isEqualTo(HealthState.DEVIATING);
    assertThat(lab.states.get("average").message())
        .isEqualTo(
            "average of \"CPU\" over 60 s is 80; deviating at 75 or more, critical at 90 or more");

    lab.now += 60_000;
    lab.point("cpu", TAGS, 95, 95);
    assertThat(health("average")).isEqualTo(HealthState.CRITICAL);
  }

  @ParameterizedTest
  @CsvSource({
    "maximum_average, 75, 90, 74, CLEAR",
    "maximum_average, 75, 90, 75, DEVIATING",
    "maximum_last, 75, 90, 90, CRITICAL",
    "minimum_average, 10, 5, 11, CLEAR",
    "minimum_last, 10, 5, 10, DEVIATING",
    "minimum_last, 0, 0, 0, CRITICAL",
    "minimum_average, 10, 5, 5, CRITICAL"
  })
  void aThresholdBelongsToWhatIsWrong(
      String kind, double deviating, double critical, double value, HealthState state) {
    lab.component(1, data(metric("n", kind, "\"stream_id\":-1", deviating, critical)));
    lab.point("cpu", TAGS, value);

    assertThat(health("n")).isEqualTo(state);
  }

  @Test
  void aPercentileIsTheNearestRank() {
    lab.component(
        1,
        data(
            metric("max", "maximum_percentile", "\"percentile\":99,\"stream_id\":-1", 50, 100),
            metric("min", "minimum_percentile", "\"percentile\":50,\"stream_id\":-1", 50, 49)));
    for (int i = 1; i <= 100; i++) {
      lab.point("cpu", TAGS, i);
    }

    assertThat(lab.state("max").message()).startsWith("percentile 99 of \"CPU\" over 60 s is 99;");
    assertThat(health("max")).isEqualTo(HealthState.DEVIATING);
    assertThat(lab.state("min").message()).startsWith("percentile 50 of \"CPU\" over 60 s is 50;");
  }

  @Test
  void ratiosAreOfAveragesOrOfLastValues() {
    String streams = "\"denominator_stream_id\":-2,\"numerator_stream_id\":-3";
    lab.component(
        1,
        data(
            metric("average", "maximum_ratio", streams, 0.5, 1),
            metric("last", "failed_ratio", streams, 0.5, 1)));
    lab.point("ok", TAGS, 10, 30).point("failed", TAGS, 20, 0);

    assertThat(lab.state("average").message()).contains("is 0.5;");
    assertThat(health("average")).isEqualTo(HealthState.DEVIATING);
    assertThat(health("last")).isEqualTo(HealthState.CLEAR);

    lab.point("ok", TAGS, 0);
    assertThat(health("last")).isEqualTo(HealthState.CLEAR);
    lab.point("failed", TAGS, 1);
    assertThat(health("last")).isEqualTo(HealthState.CRITICAL);
    assertThat(lab.state("last").message()).contains("is infinite;");
  }

  @Test
  void aFreshCheckIsUnknownAndOneWithoutDataStale() {
    lab.component(1, data(AVERAGE));
    assertThat(lab.state("average"))
        .satisfies(
            state -> {
              assertThat(state.health()).isEqualTo(HealthState.UNKNOWN);
              assertThat(state.error()).isNull();
            });

    lab.point("cpu", TAGS, 1);
    assertThat(health("average")).isEqualTo(HealthState.CLEAR);
    lab.now += 59_999;
    assertThat(lab.evaluate()).isEmpty();
    lab.now += 1;
    assertThat(lab.state("average"))
        .satisfies(
            state -> {
              assertThat(state.health()).isEqualTo(HealthState.UNKNOWN);
              assertThat(state.error()).isEqualTo("STALE_DATA_STREAM");
              assertThat(state.message()).isEqualTo("no value of \"CPU\" over 60 s");
              assertThat(state.since()).isEqualTo(lab.now);
            });

    lab.point("cpu", TAGS, 1);
    assertThat(health("average")).isEqualTo(HealthState.CLEAR);
    assertThat(lab.states.get("average").error()).isNull();
  }

  @Test
  void whatLeavesTheWindowChangesTheStateWithoutNewData() {
    lab.component(1, data(AVERAGE)).point("cpu", TAGS, 95);
    lab.now += 30_000;
    lab.point("cpu", TAGS, 60);
    assertThat(health("average")).isEqualTo(HealthState.DEVIATING);

    lab.now += 30_000;
    assertThat(health("average")).isEqualTo(HealthState.CLEAR);
  }

  @Test
  void aNewValueAloneIsNoChange() {
    lab.component(1, data(AVERAGE)).point("cpu", TAGS, 80);
    lab.evaluate();
    lab.point("cpu", TAGS, 81);

    assertThat(lab.evaluate()).isEmpty();
  }

  @Test
  void pointsOfOthersDoNotCount() {
    lab.component(1, data(AVERAGE));
    lab.point("cpu", Map.of("app", "other"), 99).point("cpu", Map.of(), 99).point("mem", TAGS, 99);

    assertThat(health("average")).isEqualTo(HealthState.UNKNOWN);
  }

  @Test
  void aPointFromTheFutureAgesLikeOneOfNow() {
    lab.component(1, data(AVERAGE));
    lab.point(lab.now + 900_000, "cpu", TAGS, 95, lab.checks.streams());
    assertThat(health("average")).isEqualTo(HealthState.CRITICAL);

    lab.now += 60_000;
    assertThat(lab.state("average").error()).isEqualTo("STALE_DATA_STREAM");
  }

  @Test
  void theLastEventDecidesWhatItContains() {
    lab.component(
        1,
        data(
            """
            {"name":"n","is_event_contains_key_value_check":true,"stream_id":-4,"contains_key":"msg_title",
             "contains_value":"title","found_health_state":"CLEAR","missing_health_state":"FLAPPING"},
            {"name":"tag","is_event_contains_key_value_check":true,"stream_id":-4,"contains_key":"level",
             "contains_value":"red","found_health_state":"CRITICAL","missing_health_state":"CLEAR"}"""));
    assertThat(health("n")).isEqualTo(HealthState.UNKNOWN);

    lab.event(Map.of("app", "shop", "level", "red")).event(Map.of("app", "x", "level", "green"));
    assertThat(health("n")).isEqualTo(HealthState.CLEAR);
    assertThat(health("tag")).isEqualTo(HealthState.CRITICAL);

    lab.event(TAGS);
    assertThat(health("tag")).isEqualTo(HealthState.CLEAR);
    assertThat(lab.states.get("tag").message())
        .isEqualTo("the last event does not have level \"red\", but no such field");
  }

  @ParameterizedTest
  @CsvSource({"cRiTiCaL,CRITICAL", "clear,CLEAR", "Flapping,FLAPPING", "DISABLED,DISABLED"})
  void aTagIsTheStateInAnyCase(String tag, HealthState state) {
    lab.component(1, data(tagCheck())).event(Map.of("app", "shop", "health", tag));

    assertThat(health("tag")).isEqualTo(state);
  }

  private static String tagCheck() {
    return "{\"name\":\"tag\",\"is_event_tag_as_health_check\":1,\"stream_id\":-4,\"tag_name\":\"health\"}";
  }

  @Test
  void aTagThatIsNoStateIsAnErrorAndTheStateStays() {
    lab.component(1, data(tagCheck())).event(Map.of("app", "shop", "health", "DEVIATING"));
    assertThat(health("tag")).isEqualTo(HealthState.DEVIATING);

    lab.event(TAGS);
    assertThat(lab.evaluate()).isEmpty();
    lab.event(Map.of("app", "shop", "health", "bad"));
    assertThat(lab.state("tag"))
        .satisfies(
            state -> {
              assertThat(state.health()).isEqualTo(HealthState.DEVIATING);
              assertThat(state.error()).isEqualTo("CHECK_ERROR");
              assertThat(state.message()).contains("found \"bad\", expected UNKNOWN, CLEAR");
            });
  }

  @Test
  void anEventThatHappenedBeforeTheLastOneSaysNothing() {
    lab.component(1, data(tagCheck())).event(Map.of("app", "shop", "health", "CRITICAL"));
    lab.checks
        .streams()
        .event(
            CheckEvent.of(
                CheckLab.generic(lab.now - 1, Map.of("app", "shop", "health", "CLEAR")), lab.now));

    assertThat(health("tag")).isEqualTo(HealthState.CRITICAL);
  }

  @ParameterizedTest
  @CsvSource({"0,OK,CLEAR", "1,WARNING,DEVIATING", "2,CRITICAL,CRITICAL", "3,UNKNOWN,UNKNOWN"})
  void aServiceCheckComesAsOneOrAsAnEvent(int status, String text, HealthState state) {
    String check = "{\"name\":\"s\",\"is_service_check_health_check\":true,\"stream_id\":-5}";
    lab.component(1, data(check)).serviceCheck(status);
    assertThat(health("s")).isEqualTo(state);
    assertThat(lab.states.get("s").message()).isEqualTo("service check is " + text + ": m");

    CheckLab other = new CheckLab().component(1, data(check)).event(Map.of("status", text));
    assertThat(other.state("s").health()).isEqualTo(state);
  }

  @Test
  void aWrongCheckIsAnErrorAndItsSiblingWorks() {
    lab.component(1, data("{\"name\":\"wrong\"}", AVERAGE)).point("cpu", TAGS, 95);

    assertThat(health("average")).isEqualTo(HealthState.CRITICAL);
    assertThat(lab.states.get("wrong"))
        .satisfies(
            state -> {
              assertThat(state.health()).isEqualTo(HealthState.UNKNOWN);
              assertThat(state.error()).isEqualTo("CHECK_ERROR");
              assertThat(state.message()).startsWith("checks[0].is_..._check: found none");
            });
  }

  @Test
  void otherDefinitionsKeepTheDataAndWhatIsGoneIsTold() {
    lab.component(1, data(AVERAGE, tagCheck())).point("cpu", TAGS, 80);
    lab.event(Map.of("app", "shop", "health", "CRITICAL"));
    lab.component(1, data(metric("average", "maximum_average", "\"stream_id\":-1", 10, 20)));

    assertThat(health("average")).isEqualTo(HealthState.CRITICAL);
    assertThat(lab.states).containsOnlyKeys("average");
    assertThat(lab.checks.count()).isEqualTo(1);

    lab.component(1, null);
    lab.evaluate();
    assertThat(lab.states).isEmpty();
    assertThat(lab.checks.streams().isEmpty()).isTrue();
  }

  @Test
  void anEventIsNotLostWhenTheDefinitionChangesBeforeItIsDecided() {
    lab.component(1, data(tagCheck())).event(Map.of("app", "shop", "health", "CRITICAL"));
    lab.component(1, data(tagCheck(), AVERAGE));

    assertThat(health("tag")).isEqualTo(HealthState.CRITICAL);
  }

  @Test
  void aCheckGoesOnWithWhatItSaidBeforeARestart() {
    lab.component(1, data(AVERAGE, tagCheck())).point("cpu", TAGS, 80);
    lab.event(Map.of("app", "shop", "health", "CRITICAL"));
    lab.evaluate();
    BoundCheckState average = lab.states.get("average");
    BoundCheckState tag = lab.states.get("tag");

    CheckLab next = new CheckLab();
    next.component(1, data(AVERAGE, tagCheck()), average, tag).point("cpu", TAGS, 80);
    assertThat(next.evaluate()).isEmpty();

    next.now += 60_000;
    assertThat(next.state("average").error()).isEqualTo("STALE_DATA_STREAM");
    CheckLab silent = new CheckLab().component(1, data(AVERAGE), average);
    assertThat(silent.state("average").error()).isEqualTo("STALE_DATA_STREAM");
  }

  @Test
  void newStreamsAreToBeGivenWhatWasReadBefore() {
    lab.component(1, data(AVERAGE));
    StreamIndex fresh = lab.checks.takeFresh();
    lab.point(lab.now - 1_000, "cpu", TAGS, 95, fresh);

    assertThat(health("average")).isEqualTo(HealthState.CRITICAL);
    assertThat(lab.checks.takeFresh().isEmpty()).isTrue();
  }

  @Test
  void manyStreamsOfOneMetricAreToldApart() {
    for (int i = 0; i < 500; i++) {
      lab.component(
          i,
          "{\"metrics\":[{\"metric_field\":\"cpu\",\"stream_id\":-1,\"conditions\":[{\"key\":\"tags.n\",\"value\":\"%d\"}]}],\"checks\":[%s]}"
              .formatted(i, metric("n" + i, "maximum_last", "\"stream_id\":-1", 5, 10)));
    }
    lab.evaluate();
    lab.point("cpu", Map.of("n", "321"), 7);

    assertThat(lab.evaluate())
        .singleElement()
        .satisfies(change -> assertThat(change.element()).isEqualTo(321));
  }
}
