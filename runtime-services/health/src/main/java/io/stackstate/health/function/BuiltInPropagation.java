package io.stackstate.health.function;

import io.stackstate.functions.runtime.ElementType;
import io.stackstate.health.propagation.Surroundings;
import io.stackstate.model.change.HealthState;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The functions of the {@code common} pack (health sheet, section 5.3), natively: taken while their
 * script is the one of the pack.
 */
enum BuiltInPropagation {
  ACTIVE_FAILOVER("8ec2817f70efcd8cb652d4153913fa7595ca7bf27900dec5779b37e090a43ce8") {
    @Override
    HealthState decide(Surroundings around, Map<String, Object> arguments) {
      int critical = count(around, HealthState.CRITICAL);
      int unhealthy = around.dependencies() - count(around, HealthState.UNKNOWN);
      boolean all = unhealthy == around.dependencies();
      if (critical > 0) {
        return all ? HealthState.CRITICAL : HealthState.DEVIATING;
      }
      return unhealthy > 0 && all ? HealthState.DEVIATING : HealthState.UNKNOWN;
    }
  },

  STOP_FOR_RELATION_TYPE("bb91eba25bfac03555c760ff919da90a1736869b9a805a98dd7b0cf69a1a6618") {
    @Override
    HealthState decide(Surroundings around, Map<String, Object> arguments) {
      if (!(arguments.get("relationType") instanceof ElementType type)) {
        throw new IllegalArgumentException(
            "argument relationType: found %s, expected a relation type"
                .formatted(arguments.get("relationType")));
      }
      HealthState most = null;
      for (int i = 0; i < around.dependencies(); i++) {
        String name = around.topology().relation(around.relation(i)).type();
        if (!name.equals(type.name())) {
          most = most == null ? around.state(i) : worse(most, around.state(i));
        }
      }
      if (most == null) {
        return HealthState.UNKNOWN;
      }
      HealthState own = around.own(around.topology().componentId(around.component()));
      return own.compareTo(HealthState.DEVIATING) >= 0 ? worse(most, own) : most;
    }
  },

  QUORUM("5082cc9e5c578180f5d73fb40a094a65fd49a1386eea67678435b9a43cfba541") {
    @Override
    HealthState decide(Surroundings around, Map<String, Object> arguments) {
      int all = around.dependencies();
      int quorum = all / 2 + 1;
      if (all == 0) {
        return HealthState.UNKNOWN;
      }
      if (all - count(around, HealthState.CRITICAL) < quorum) {
        return HealthState.CRITICAL;
      }
      return all - count(around, HealthState.UNKNOWN) >= quorum
          ? HealthState.DEVIATING
          : HealthState.UNKNOWN;
    }
  };

  private final String hash;

  BuiltInPropagation(String hash) {
    this.hash = hash;
  }

  /**
   * @throws IllegalArgumentException when an argument does not fit
   */
  abstract HealthState decide(Surroundings around, Map<String, Object> arguments);

  /** The function that has this script, if it is one of these. */
  static Optional<BuiltInPropagation> of(String hash) {
    return Arrays.stream(values()).filter(each -> each.hash.equals(hash)).findFirst();
  }

  private static int count(Surroundings around, HealthState state) {
    int count = 0;
    for (int i = 0; i < around.dependencies(); i++) {
      if (around.state(i) == state) {
        count++;
      }
    }
    return count;
  }

  private static HealthState worse(HealthState a, HealthState b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
