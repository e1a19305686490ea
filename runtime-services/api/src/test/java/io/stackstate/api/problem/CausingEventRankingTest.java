package io.stackstate.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Health sheet, section 7.4, and test case 41 of section 15. */
class CausingEventRankingTest {
  private static final long MINUTE = 60_000;
  private static final long TEN = 10 * 60 * MINUTE;
  private static final long ROOT = 1;

  private final Problem problem =
      new Problem(
          7,
          new Problem.Cause(ROOT, HealthState.CRITICAL, TEN, List.of()),
          List.of(),
          TEN,
          TEN,
          TEN,
          TEN + 20 * MINUTE);
  private final CausingEventRanking ranking =
      new CausingEventRanking(problem, Map.of(ROOT, 0, 2L, 1, 3L, 2));
  private final List<CausingEvent> events = new ArrayList<>();

  private void event(String id, String type, String category, long time, long... elements) {
    events.add(
        new CausingEvent(
            id, type, category, time, Arrays.stream(elements).boxed().toList(), out -> {}));
  }

  private List<String> ranked() {
    return ranking.best(events, 100).stream().map(CausingEvent::id).toList();
  }

  @Test
  void theWindowIsAnHourBeforeTheFirstAndFiveMinutesAfterTheLastChange() {
    event("08:59", "Version Changed", "Changes", TEN - 61 * MINUTE, ROOT);
    event("09:30", "Version Changed", "Changes", TEN - 30 * MINUTE, ROOT);
    event("10:25", "Version Changed", "Changes", TEN + 25 * MINUTE, ROOT);
    event("10:26", "Version Changed", "Changes", TEN + 26 * MINUTE, ROOT);
    assertThat(ranked()).containsExactly("09:30", "10:25");
  }

  @Test
  void typesCountInTheirOrder() {
    long time = TEN - MINUTE;
    event("activity", "Login", "Activities", time, ROOT);
    event("created", "Element Created", "Changes", time, ROOT);
    event("anomaly", "Metric Stream Anomaly", "Anomalies", time, ROOT);
    event("run", "Run State Changed", "Changes", time, ROOT);
    event("properties", "ElementPropertiesChangedEvent", "Changes", time, ROOT);
    event("rollout", "Deployment Finished", "Others", time, ROOT);
    assertThat(ranked())
        .containsExactly("rollout", "properties", "run", "anomaly", "created", "activity");
  }

  @Test
  void whatIsNearerToTheRootCountsMore() {
    event("far", "Version Changed", "Changes", TEN - MINUTE, 3);
    event("elsewhere", "Version Changed", "Changes", TEN - MINUTE, 99);
    event("near", "Version Changed", "Changes", TEN - MINUTE, 2, 3);
    event("root", "Version Changed", "Changes", TEN - MINUTE, ROOT);
    assertThat(ranked()).containsExactly("root", "near", "far", "elsewhere");
  }

  @Test
  void whatWasShortlyBeforeCountsMoreAndWhatCameAfterHalf() {
    event("earlier", "Version Changed", "Changes", TEN - 40 * MINUTE, ROOT);
    event("after", "Version Changed", "Changes", TEN + MINUTE, ROOT);
    event("before", "Version Changed", "Changes", TEN - MINUTE, ROOT);
    assertThat(ranked()).containsExactly("before", "after", "earlier");
    assertThat(ranking.score(events.get(1))).isEqualTo(ranking.score(events.get(2)) / 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Health State Changed",
        "PropagatedHealthStateChangedEvent",
        "Problem Created",
        "Problem Updated",
        "Element Updated",
        "Metric Stream No Anomaly"
      })
  void whatTellsOfTheProblemItselfIsNoCause(String type) {
    event("no", type, "Alerts", TEN - MINUTE, ROOT);
    assertThat(ranked()).isEmpty();
  }

  @Test
  void atMostSoManyAreGiven() {
    for (int i = 0; i < 5; i++) {
      event("e" + i, "Version Changed", "Changes", TEN - i, ROOT);
    }
    assertThat(ranking.best(events, 2)).extracting(CausingEvent::id).containsExactly("e0", "e1");
  }
}
