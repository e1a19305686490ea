package io.stackstate.automation.world;

import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Health;
import io.stackstate.model.event.HealthStateChange;
import io.stackstate.model.event.HealthStateChange.FailingCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What fails at the elements that are unhealthy, as the change log has it. Records are kept as they
 * are: few of them are ever asked for. Thread-safe.
 */
public final class CheckTable {
  private static final Logger LOG = LoggerFactory.getLogger(CheckTable.class);
  private static final List<byte[]> UNHEALTHY = unhealthy("own");
  private static final List<byte[]> PROPAGATED = unhealthy("propagated");

  private final Map<Long, byte[]> records = new ConcurrentHashMap<>();
  private final Set<Long> propagated = ConcurrentHashMap.newKeySet();

  private static List<byte[]> unhealthy(String field) {
    return Stream.of("DEVIATING", "FLAPPING", "CRITICAL")
        .map(state -> "\"%s\":\"%s\"".formatted(field, state).getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  /** Takes what a commit says of the health of elements. */
  public void apply(Commit commit) {
    for (Change change : commit.changes()) {
      if (change.key().aspect() != Aspect.HEALTH) {
        continue;
      }
      if (UNHEALTHY.stream().anyMatch(change::mentions)) {
        records.put(change.key().id(), change.value());
      } else {
        records.remove(change.key().id());
      }
      if (PROPAGATED.stream().anyMatch(change::mentions)) {
        propagated.add(change.key().id());
      } else {
        propagated.remove(change.key().id());
      }
    }
  }

  /** The elements whose own health is DEVIATING or worse. */
  public Set<Long> unhealthy() {
    return Set.copyOf(records.keySet());
  }

  /** The elements that may be DEVIATING or worse by propagation: a text may say so by chance. */
  public Set<Long> unhealthyByPropagation() {
    return Set.copyOf(propagated);
  }

  /** The most severe first; empty when the element is healthy. */
  public List<FailingCheck> failing(long element) {
    byte[] record = records.get(element);
    if (record == null) {
      return List.of();
    }
    try {
      return HealthStateChange.failing(Json.mapper().readValue(record, Health.class).checks());
    } catch (IOException e) {
      LOG.warn("the health of element {} cannot be read: {}", element, e.getMessage());
      return List.of();
    }
  }
}
