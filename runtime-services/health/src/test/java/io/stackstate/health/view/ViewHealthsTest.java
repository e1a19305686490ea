package io.stackstate.health.view;

import static io.stackstate.health.Topology.component;
import static io.stackstate.health.Topology.relation;
import static io.stackstate.model.change.DependencyDirection.ONE_WAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.health.Topology;
import io.stackstate.health.function.HealthFunctions;
import io.stackstate.health.function.Nodes;
import io.stackstate.health.outcome.Outcome;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.event.ViewHealthStateChange;
import io.stackstate.model.health.ViewHealth;
import io.stackstate.model.settings.SettingsNodeName;
import io.stackstate.stql.QueryEngine;
import io.stackstate.stql.QueryLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Health sheet, section 6, and test cases 34 and 35 of section 15. */
class ViewHealthsTest {
  private static final long FUNCTION = 7;

  private final HealthFunctions functions = Nodes.functions();
  private final Topology topology = new Topology();
  private final AtomicLong nanos = new AtomicLong();
  private ViewHealths views = views();
  private Outcome outcome = new Outcome();
  private long now = 1_000_000;

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 0, CRITICAL",
    "2, 2, 1, 2, DEVIATING",
    "2, 2, 1, 1, CLEAR",
    "0, 1, 0, 0, CRITICAL",
    "1, 0, 0, 0, DEVIATING"
  })
  void minimumHealthStates(
      int minCritical, int minDeviating, int critical, int deviating, HealthState expected)
      throws IOException {
    for (String more : new String[] {"", "\n//"}) {
      define(Nodes.script("Minimum health states") + more);
      for (int i = 1; i <= critical + deviating; i++) {
        HealthState state = i <= critical ? HealthState.CRITICAL : HealthState.DEVIATING;
        topology.commit(component(i), health(i, state, HealthState.UNKNOWN));
      }
      views.put(1, view(1, true, minCritical, minDeviating));
      round();

      assertThat(said(1)).isEqualTo(expected);
      views.put(1, null);
      round();
    }
  }

  @Test
  void onePropagatedStateOfAComponentWithADependentCountsThree() throws IOException {
    topology.commit(component(1), component(2), component(3), relation(12, 1, 2, ONE_WAY));
    topology.commit(relation(31, 3, 1, ONE_WAY));
    for (long id : new long[] {1, 2, 12}) {
      topology.commit(health(id, HealthState.UNKNOWN, HealthState.DEVIATING));
    }
    for (String more : new String[] {"", "\n//"}) {
      define(Nodes.script("Minimum propagated health states") + more);
      views.put(1, view(1, true, 1, 3));
      round();
      assertThat(said(1)).isEqualTo(HealthState.DEVIATING);

      views.put(1, view(1, true, 1, 4));
      round();
      assertThat(said(1)).isEqualTo(HealthState.CLEAR);
    }
  }

  @Test
  void aScriptSeesTheStatesOfAllElements() throws IOException {
    define(
        "worst = viewSummary.getStates().findAll { it.type == 'server' && it.layer == 'Machines' }"
            + ".any { it.healthState >= healthStates.DEVIATING };"
            + "return worst ? viewHealthStates.CRITICAL : viewHealthStates.CLEAR");
    topology.commit(component(1), component(2), relation(12, 1, 2, ONE_WAY));
    views.put(1, view(1, true, 1, 1));
    round();
    assertThat(said(1)).isEqualTo(HealthState.CLEAR);

    topology.commit(health(2, HealthState.FLAPPING, HealthState.FLAPPING));
    views.changed();
    round();
    assertThat(said(1)).isEqualTo(HealthState.CRITICAL);
  }

  @Test
  void aChangeIsToldOnceAndNotAfterARestart() throws IOException {
    define(Nodes.script("Minimum health states"));
    topology.commit(component(1), health(1, HealthState.CRITICAL, HealthState.CRITICAL));
    views.put(1, view(1, true, 1, 1));
    round();
    assertThat(outcome.events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo(EventTypes.VIEW_HEALTH_STATE_CHANGED);
              assertThat(event.elementIdentifiers()).containsExactly("urn:view");
            });
    ViewHealth record = record(1);

    views.changed();
    round();
    assertThat(outcome.isEmpty()).isTrue();

    views = views();
    views.restore(1, record);
    views.put(1, view(1, true, 1, 1));
    round();
    assertThat(outcome.isEmpty()).isTrue();

    views.put(1, view(1, false, 1, 1));
    round();
    assertThat(record(1)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"switched off, v", "deleted, v", "deleted during a restart, 1"})
  void thatAViewHasHealthNoLongerIsAChangeToUnknown(String how, String name) throws IOException {
    define(Nodes.script("Minimum health states"));
    views.put(1, view(1, true, 0, 1));
    round();
    ViewHealth critical = record(1);
    assertThat(critical.state()).isEqualTo(HealthState.CRITICAL);

    if (how.endsWith("restart")) {
      views = views();
      views.restore(1, critical);
    } else {
      views.put(1, how.equals("deleted") ? null : view(1, false, 0, 1));
    }
    round();
    assertThat(record(1)).isNull();
    assertThat(outcome.events())
        .singleElement()
        .satisfies(
            event ->
                assertThat(Json.mapper().readValue(event.data(), ViewHealthStateChange.class))
                    .isEqualTo(
                        new ViewHealthStateChange(
                            1,
                            name.equals("v") ? "urn:view" : null,
                            name,
                            HealthState.CRITICAL,
                            HealthState.UNKNOWN)));
    views.put(1, null);
    round();
    assertThat(outcome.isEmpty()).isTrue();
  }

  @Test
  void topologyIsLookedAtNotMoreOftenThanTheIntervalAndConfigurationAtOnce() throws IOException {
    define(Nodes.script("Minimum health states"));
    views.put(1, view(1, true, 1, 1));
    round();
    long decided = views.decided();

    views.changed();
    now -= 1_900;
    round();
    assertThat(views.decided()).isEqualTo(decided);
    views.put(1, view(1, true, 0, 1));
    now -= 1_900;
    round();
    assertThat(said(1)).isEqualTo(HealthState.CRITICAL);
    round();
    assertThat(views.decided()).isEqualTo(decided + 2);
  }

  @Test
  void aRoundTakesOnlyAsManyViewsAsThereIsTimeFor() throws IOException {
    define("throw new IllegalStateException('no')");
    for (int id = 1; id <= 10; id++) {
      views.put(id, view(id, true, 1, 1));
    }
    round();
    assertThat(views.decided()).isBetween(1L, 9L);
    for (int i = 0; i < 10; i++) {
      round();
    }
    assertThat(views.failed()).isEqualTo(10);
  }

  @Test
  void aWrongQueryOrFunctionIsAnError() throws IOException {
    views.put(1, view(1, true, 1, 1));
    round();
    assertThat(record(1).state()).isEqualTo(HealthState.UNKNOWN);
    assertThat(record(1).error()).contains("7 does not exist");

    SettingsNodeName view = view(1, true, 1, 1);
    views.put(
        1,
        new SettingsNodeName(
            1, null, "v", null, List.of(), view.definition().replace("layer", "lair")));
    round();
    assertThat(record(1).error()).contains("lair");
  }

  private ViewHealths views() {
    return new ViewHealths(
        functions,
        new QueryEngine(QueryLimits.DEFAULT),
        Duration.ofSeconds(1),
        Duration.ofNanos(3),
        nanos::getAndIncrement);
  }

  private void define(String script) {
    functions.put(
        "ViewHealthStateConfigurationFunction", FUNCTION, Nodes.viewHealth(FUNCTION, script));
    views.functionsChanged(Set.copyOf(functions.takeChanged()));
  }

  private void round() {
    now += 2_000;
    outcome = new Outcome();
    views.round(topology.snapshot(), now, outcome);
  }

  private HealthState said(long id) throws IOException {
    return record(id).state();
  }

  /** What the last round has written. */
  private ViewHealth record(long id) throws IOException {
    byte[] value =
        outcome.records().stream()
            .filter(r -> r.topic().equals(Topics.VIEW_HEALTH))
            .filter(r -> new String(r.key()).equals(Long.toString(id)))
            .findFirst()
            .orElseThrow()
            .value();
    return value == null ? null : Json.mapper().readValue(value, ViewHealth.class);
  }

  private static SettingsNodeName view(
      long id, boolean enabled, int minCritical, int minDeviating) {
    String definition =
        """
        {"_type":"QueryView","id":%d,"name":"v","query":"layer = \\"Machines\\"",
        "viewHealthStateConfiguration":{"_type":"ViewHealthStateConfiguration","enabled":%s,
        "function":7,"arguments":[
        {"_type":"ArgumentLongVal","parameter":801,"value":%d},
        {"_type":"ArgumentLongVal","parameter":802,"value":%d}]}}
        """
            .formatted(id, enabled, minCritical, minDeviating);
    return new SettingsNodeName(id, "urn:view", "v", null, List.of(), definition);
  }

  private static Change health(long id, HealthState own, HealthState propagated)
      throws IOException {
    return new Change(
        new ChangeKey(Aspect.HEALTH, id),
        Json.mapper().writeValueAsBytes(new Health(id, own, propagated)));
  }
}
