package io.stackstate.health.function;

import io.stackstate.health.view.ViewContent;
import io.stackstate.model.change.HealthState;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The functions of the {@code common} pack for views (health sheet, section 6), natively: taken
 * while their script is the one of the pack.
 */
enum BuiltInViewHealth {
  MINIMUM_HEALTH_STATES("04dbee09c17c6b338f014cf5b9bcc4970caf7260f4a17ef18e1bd997944f0087") {
    @Override
    long count(ViewContent content, HealthState state) {
      return content.count(state);
    }
  },

  MINIMUM_PROPAGATED_HEALTH_STATES(
      "a337bfbb6af75f3097cd7cb08f06023bf13401a693c73df9333bda5175aeaeb9") {
    @Override
    long count(ViewContent content, HealthState state) {
      return content.countPropagated(state);
    }
  };

  private final String hash;

  BuiltInViewHealth(String hash) {
    this.hash = hash;
  }

  abstract long count(ViewContent content, HealthState state);

  /** The function that has this script, if it is one of these. */
  static Optional<BuiltInViewHealth> of(String hash) {
    return Arrays.stream(values()).filter(each -> each.hash.equals(hash)).findFirst();
  }

  /**
   * @throws IllegalArgumentException when an argument does not fit
   */
  HealthState decide(ViewContent content, Map<String, Object> arguments) {
    long critical = number(arguments, "minCriticalHealthStates");
    long deviating = number(arguments, "minDeviatingHealthStates");
    if (count(content, HealthState.CRITICAL) >= critical) {
      return HealthState.CRITICAL;
    }
    return count(content, HealthState.DEVIATING) >= deviating
        ? HealthState.DEVIATING
        : HealthState.CLEAR;
  }

  private static long number(Map<String, Object> arguments, String name) {
    if (arguments.get(name) instanceof Number number) {
      return number.longValue();
    }
    throw new IllegalArgumentException(
        "argument %s: found %s, expected a number".formatted(name, arguments.get(name)));
  }
}
