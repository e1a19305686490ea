package io.stackstate.api.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.JsonFields;
import io.stackstate.model.Json;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ActionTimesTest {
  private static final long NOW = 10_000_000;

  private static Map<String, Object> read(String body) throws Exception {
    return ActionTimes.read(JsonFields.of(Json.mapper().readTree(body)), NOW).variables();
  }

  @Test
  void thePresentHasNoTimeAndNoEnd() throws Exception {
    assertThat(read("{}"))
        .containsEntry("topologyTime", null)
        .containsEntry("telemetryTimeEnd", null)
        .containsEntry("telemetryTimeStart", NOW - 3_600_000);
    assertThat(read("{\"telemetryTimeStart\":5}"))
        .containsEntry("telemetryTimeEnd", null)
        .containsEntry("telemetryTimeStart", 5L);
  }

  @Test
  void thePastEndsWhereItIsLookedAt() throws Exception {
    assertThat(read("{\"topologyTime\":9000000}"))
        .containsEntry("topologyTime", 9_000_000L)
        .containsEntry("telemetryTimeEnd", 9_000_000L)
        .containsEntry("telemetryTimeStart", 5_400_000L);
    assertThat(read("{\"topologyTime\":9000000,\"telemetryTimeEnd\":\"9000001\"}"))
        .containsEntry("telemetryTimeEnd", 9_000_001L);
  }

  @Test
  void anInstantThatHasNotComeYetIsThePresent() {
    ActionTimes times = new ActionTimes(OptionalLong.of(NOW), 0, OptionalLong.empty());

    assertThat(times.past(NOW + 1)).hasValue(NOW);
    assertThat(times.past(NOW)).isEmpty();
  }

  @Test
  void anIntervalThatEndsBeforeItBeginsIsRefused() {
    assertThatThrownBy(() -> read("{\"telemetryTimeStart\":7,\"telemetryTimeEnd\":6}"))
        .isInstanceOf(ApiException.class)
        .hasMessage(
            "telemetryTimeStart: found 7, expected an instant before 6, where telemetry ends");
    assertThatThrownBy(() -> read("{\"topologyTime\":\"yesterday\"}"))
        .hasMessage("topologyTime: found \"yesterday\", expected epoch milliseconds");
  }
}
