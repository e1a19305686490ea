package io.stackstate.api.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.change.Check;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Relation;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.check.ElementTelemetry;
import io.stackstate.stackgraph.ElementChange;
import io.stackstate.stackgraph.ElementHistory;
import io.stackstate.stackgraph.ElementState;
import io.stackstate.stackgraph.ElementVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GivenHistoryTest {
  private static final long FOREVER = Long.MAX_VALUE;
  private static final TelemetryStream OF_TEMPLATE =
      new TelemetryStream(1, "MetricStream", "cpu", "{}");

  /** It is there from 2000 on, gets another name at 4000, and goes at 8000. */
  private static final ElementHistory BARE =
      history(
          null,
          version(11, 2000, null, db("db")),
          version(12, 4000, db("db"), db("orders")),
          version(13, 8000, db("orders"), null));

  private static ElementState db(String name) {
    return new ElementState.OfComponent(
        new Component(
                7,
                name,
                "database",
                "l",
                "d",
                null,
                null,
                List.of("urn:db"),
                null,
                null,
                null,
                null)
            .withTelemetry(List.of(OF_TEMPLATE), null),
        HealthState.CLEAR,
        HealthState.UNKNOWN);
  }

  private static ElementVersion version(
      long commit, long time, ElementState before, ElementState after) {
    return new ElementVersion(commit, time, new ElementChange(before, after));
  }

  private static ElementHistory history(ElementState atStart, ElementVersion... versions) {
    return new ElementHistory(7, 1000, 9000, Optional.ofNullable(atStart), List.of(versions));
  }

  /** Streams have these names; their ids are those of the names. */
  private static GivenVersion given(long since, long until, String... streams) {
    List<TelemetryStream> all = new ArrayList<>();
    for (String name : streams) {
      all.add(new TelemetryStream(name.hashCode(), "MetricStream", name, "{}"));
    }
    return new GivenVersion(new ElementTelemetry(7, all, List.of()), since, until);
  }

  /** {@code <time> <kind> <fields that changed>: <streams after it>}. */
  private static List<String> told(ElementHistory history) {
    return history.versions().stream()
        .map(
            each ->
                each.timeMillis()
                    + " "
                    + each.change().kind()
                    + " "
                    + each.change().changedFields()
                    + ": "
                    + streams(each.change().after()))
        .toList();
  }

  private static List<String> streams(ElementState state) {
    if (state == null) {
      return List.of();
    }
    List<TelemetryStream> streams =
        state instanceof ElementState.OfComponent of
            ? of.component().streams()
            : ((ElementState.OfRelation) state).relation().streams();
    return streams.stream().map(TelemetryStream::name).toList();
  }

  @Test
  void whatPeopleGaveIsSeenFromThenOnAndAfterWhatItsTemplateGave() {
    ElementHistory merged =
        GivenHistory.merge(
            BARE, List.of(given(3000, 5000, "a"), given(5000, 6000, "a", "b"), given(7000, 7500)));

    assertThat(told(merged))
        .containsExactly(
            "2000 CREATED []: [cpu]",
            "3000 CHANGED [streams]: [cpu, a]",
            "4000 CHANGED [name]: [cpu, a]",
            "5000 CHANGED [streams]: [cpu, a, b]",
            "6000 CHANGED [streams]: [cpu]",
            "8000 DELETED []: []");
    assertThat(merged.versions())
        .extracting(ElementVersion::commit)
        .containsExactly(11L, -1L, 12L, -1L, -1L, 13L);
  }

  @Test
  void anElementThatComesBackHasThemAgain() {
    ElementHistory merged =
        GivenHistory.merge(
            history(db("db"), version(11, 3000, db("db"), null), version(12, 6000, null, db("db"))),
            List.of(given(500, 4000, "a"), given(4000, FOREVER, "b")));

    assertThat(streams(merged.atStart().orElseThrow())).containsExactly("cpu", "a");
    assertThat(told(merged))
        .as("not what changed while it was away")
        .containsExactly("3000 DELETED []: []", "6000 CREATED []: [cpu, b]");
    assertThat(streams(merged.versions().get(0).change().before())).containsExactly("cpu", "a");
    assertThat(streams(merged.atEnd().orElseThrow())).containsExactly("cpu", "b");
  }

  @Test
  void theBeginOfTheIntervalIsNotInItAndItsEndIs() {
    List<GivenVersion> given =
        List.of(given(1000, 9000, "a"), given(9000, 9001, "b"), given(9001, FOREVER, "c"));

    ElementHistory merged = GivenHistory.merge(history(db("db")), given);

    assertThat(streams(merged.atStart().orElseThrow())).containsExactly("cpu", "a");
    assertThat(told(merged)).containsExactly("9000 CHANGED [streams]: [cpu, b]");
  }

  @Test
  void checksOfRelationsAreToldTheSame() {
    Relation relation =
        new Relation(
            7, null, "uses", 3, 4, DependencyDirection.ONE_WAY, null, null, null, 77, "3->4");
    ElementState link =
        new ElementState.OfRelation(relation, HealthState.CLEAR, HealthState.UNKNOWN);
    Check check = new Check(5, "slow", "{}");
    GivenVersion given =
        new GivenVersion(new ElementTelemetry(7, List.of(), List.of(check)), 2000, FOREVER);

    ElementHistory merged = GivenHistory.merge(history(link), List.of(given));

    assertThat(told(merged)).containsExactly("2000 CHANGED [checks]: []");
    ElementState.OfRelation after = (ElementState.OfRelation) merged.atEnd().orElseThrow();
    assertThat(after.relation().checks()).containsExactly(check);
  }

  @Test
  void withoutAnyTheHistoryIsAsItWas() {
    assertThat(GivenHistory.merge(BARE, List.of())).isEqualTo(BARE);
    assertThat(GivenHistory.merge(BARE, List.of(given(100, 200, "a")))).isEqualTo(BARE);
  }
}
