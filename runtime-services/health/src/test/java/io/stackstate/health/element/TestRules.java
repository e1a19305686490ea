package io.stackstate.health.element;

import io.stackstate.health.propagation.Rule;
import io.stackstate.health.propagation.Surroundings;
import io.stackstate.model.change.HealthState;
import java.util.ArrayList;
import java.util.List;

/** Rules that differ in how monotone, and how well behaved, they are; named by their number. */
enum TestRules {
  WORST_DEPENDENCY,
  HEALTHY_WHEN_SICK,
  COUNTS,
  FAILS_AT_CRITICAL,
  OWN_OF_DEPENDENCIES,
  LESS_SEVERE;

  static final int COUNT = values().length;

  /**
   * What a rule may look at.
   *
   * @param own the own state of the component
   * @param states of the relations that it depends through
   * @param owns the own states of these relations
   */
  record Seen(HealthState auto, List<HealthState> states, List<HealthState> owns) {}

  static Rule of(String propagation) {
    String number = propagation.replaceAll(".*\"function\":(\\d+).*", "$1");
    TestRules rule = values()[Integer.parseInt(number) - 1];
    return new Rule() {
      @Override
      public long function() {
        return rule.ordinal() + 1;
      }

      @Override
      public Verdict decide(Surroundings around) {
        List<HealthState> states = new ArrayList<>();
        List<HealthState> owns = new ArrayList<>();
        for (int i = 0; i < around.dependencies(); i++) {
          states.add(around.state(i));
          owns.add(around.own(around.topology().relationId(around.relation(i))));
        }
        HealthState state = rule.decide(new Seen(around.auto(), states, owns));
        return state == null ? Verdict.failed("fails") : Verdict.of(state);
      }
    };
  }

  /** Null when the rule fails. */
  HealthState decide(Seen seen) {
    return switch (this) {
      case WORST_DEPENDENCY -> worst(seen.states());
      case HEALTHY_WHEN_SICK ->
          worst(seen.states()) == HealthState.UNKNOWN ? HealthState.CRITICAL : HealthState.UNKNOWN;
      case COUNTS -> {
        long sick = seen.states().stream().filter(s -> s != HealthState.UNKNOWN).count();
        yield sick == 0
            ? HealthState.UNKNOWN
            : sick == 1 ? HealthState.DEVIATING : HealthState.CRITICAL;
      }
      case FAILS_AT_CRITICAL ->
          seen.states().contains(HealthState.CRITICAL) ? null : worst(seen.states());
      case OWN_OF_DEPENDENCIES ->
          seen.owns().contains(HealthState.CLEAR) ? HealthState.FLAPPING : HealthState.UNKNOWN;
      case LESS_SEVERE ->
          seen.auto() == HealthState.CRITICAL ? HealthState.DEVIATING : HealthState.UNKNOWN;
    };
  }

  static HealthState worst(List<HealthState> states) {
    return states.stream().max(HealthState::compareTo).orElse(HealthState.UNKNOWN);
  }
}
