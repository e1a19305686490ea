package io.stackstate.health.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.change.HealthState;
import io.stackstate.model.health.BoundCheckState;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code STREAM_DATA_NOT_FOUND} of section 1.1 of the health sheet: nothing ever came. */
class NotFoundTest {
  private static final Map<String, String> TAGS = Map.of("app", "shop");
  private static final String ERROR = "STREAM_DATA_NOT_FOUND";
  private static final String AVERAGE =
      "{\"name\":\"n\",\"is_metric_maximum_average_check\":true,\"stream_id\":-1,"
          + "\"deviating_value\":75,\"critical_value\":90,\"max_window\":60000}";

  private final CheckLab lab = new CheckLab();

  private static String data(String check) {
    return """
        {"metrics":[{"name":"CPU","metric_field":"cpu","stream_id":-1,
                     "conditions":[{"key":"tags.app","value":"shop"},{"key":"host","value":"host-a"}]},
                    {"name":"OK","metric_field":"ok","stream_id":-2,"conditions":[]}],
         "events":[{"name":"E","stream_id":-4,"conditions":[]}],
         "service_checks":[{"name":"S","stream_id":-5,"conditions":[{"key":"host","value":"host-a"}]}],
         "checks":[%s]}"""
        .formatted(check);
  }

  private void silent(CheckLab at, String message) {
    BoundCheckState state = at.state("n");
    assertThat(state.health()).isEqualTo(HealthState.UNKNOWN);
    assertThat(state.error()).isEqualTo(message == null ? null : ERROR);
    assertThat(state.message()).isEqualTo(message);
  }

  @Test
  void aCheckSaysThatNothingCameInItsFirstWindow() {
    lab.component(1, data(AVERAGE));
    silent(lab, null);
    long since = lab.states.get("n").since();
    lab.now += 59_999;
    assertThat(lab.evaluate()).isEmpty();

    lab.now += 1;
    silent(lab, "nothing came in 60 s that is metric cpu with tags.app \"shop\", host \"host-a\"");
    assertThat(lab.states.get("n").since()).as("the state is the same").isEqualTo(since);
    lab.now += 3_600_000;
    lab.point("cpu", Map.of("app", "other"), 99);
    assertThat(lab.evaluate()).isEmpty();

    lab.point("cpu", TAGS, 1);
    assertThat(lab.state("n").health()).isEqualTo(HealthState.CLEAR);
    assertThat(lab.states.get("n").error()).isNull();
    lab.now += 60_000;
    assertThat(lab.state("n").error()).isEqualTo("STALE_DATA_STREAM");
  }

  @Test
  void ofARatioTheStreamIsNamedThatNeverCame() {
    lab.component(
        1,
        data(
            "{\"name\":\"n\",\"is_metric_maximum_ratio_check\":true,\"numerator_stream_id\":-1,"
                + "\"denominator_stream_id\":-2,\"deviating_value\":1,\"critical_value\":2,"
                + "\"max_window\":60000}"));
    silent(lab, null);
    lab.point("cpu", TAGS, 5);
    lab.now += 60_000;

    silent(lab, "nothing came in 60 s that is metric ok");
  }

  @Test
  void theWaitGoesOnAfterARestart() {
    lab.component(1, data(AVERAGE));
    silent(lab, null);

    CheckLab next = new CheckLab().component(1, data(AVERAGE), lab.states.get("n"));
    next.now += 59_999;
    assertThat(next.evaluate()).isEmpty();
    next.now += 1;
    assertThat(next.state("n").error()).isEqualTo(ERROR);

    CheckLab last = new CheckLab().component(1, data(AVERAGE), next.states.get("n"));
    last.now = next.now;
    assertThat(last.evaluate()).isEmpty();
  }

  @Test
  void aCheckThatDecidesOtherwiseWaitsAnew() {
    lab.component(1, data(AVERAGE));
    silent(lab, null);
    lab.now += 50_000;
    lab.component(1, data(AVERAGE.replace(":-1", ":-2")));
    lab.evaluate();
    lab.now += 59_999;
    assertThat(lab.evaluate()).isEmpty();

    lab.now += 1;
    silent(lab, "nothing came in 60 s that is metric ok");
  }

  @Test
  void aServiceCheckIsWaitedForFiveMinutes() {
    String check = "{\"name\":\"n\",\"is_service_check_health_check\":true,\"stream_id\":-5}";
    lab.component(1, data(check));
    silent(lab, null);
    lab.now += 300_000;
    silent(lab, "nothing came in 300 s that is a service check with host \"host-a\"");

    lab.serviceCheck(3);
    assertThat(lab.state("n").error()).isNull();
    lab.now += 3_600_000;
    assertThat(lab.evaluate()).isEmpty();
    CheckLab next = new CheckLab().component(1, data(check), lab.states.get("n"));
    next.now = lab.now;
    assertThat(next.evaluate()).as("it did come once").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"is_event_tag_as_health_check\":true,\"tag_name\":\"t\"",
        "\"is_event_contains_key_value_check\":true,\"contains_key\":\"k\",\"contains_value\":\"v\","
            + "\"found_health_state\":\"CLEAR\",\"missing_health_state\":\"CRITICAL\""
      })
  void ofEventsThereMayBeNone(String check) {
    lab.component(1, data("{\"name\":\"n\",\"stream_id\":-4,%s}".formatted(check)));
    silent(lab, null);
    lab.now += 3_600_000;

    assertThat(lab.evaluate()).isEmpty();
  }
}
