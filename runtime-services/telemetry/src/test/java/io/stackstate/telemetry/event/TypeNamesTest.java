package io.stackstate.telemetry.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.event.EventTypes;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeNamesTest {
  @ParameterizedTest
  @CsvSource({
    "HealthStateChangedEvent,Health State Changed",
    "HealthStateChanged,Health State Changed",
    "health state changed,Health State Changed",
    "PropagatedStateChangedEvent,Propagated Health State Changed",
    "ViewStateChangedEvent,View Health State Changed",
    "VersionChangedEvent,Version Changed",
    "DeploymentEvent,Deployment",
  })
  void spellingsOfOneTypeAreEqual(String one, String other) {
    assertThat(TypeNames.key(one)).isEqualTo(TypeNames.key(other));
  }

  @Test
  void aTypeOfNothingButTheSuffixKeepsIt() {
    assertThat(TypeNames.key("Event")).isEqualTo("event");
  }

  @Test
  void typesForHandlersAreNotListed() {
    Set<String> keys =
        Stream.of(
                EventTypes.PROPAGATED_HEALTH_STATE_CHANGED,
                EventTypes.VIEW_HEALTH_STATE_CHANGED,
                EventTypes.PROBLEM_CREATED,
                EventTypes.PROBLEM_UPDATED,
                EventTypes.PROBLEM_SUBSUMED,
                EventTypes.PROBLEM_RESOLVED)
            .map(TypeNames::key)
            .collect(Collectors.toSet());
    assertThat(TypeNames.UNLISTED).containsAll(keys);
    assertThat(TypeNames.UNLISTED).doesNotContain(TypeNames.key(EventTypes.HEALTH_STATE_CHANGED));
  }
}
