package io.stackstate.automation.world;

import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Which elements are unhealthy, as the change log has it. Thread-safe. */
public final class UnhealthyTable {
  private static final List<byte[]> UNHEALTHY = unhealthy("own");
  private static final List<byte[]> PROPAGATED = unhealthy("propagated");

  private final Set<Long> own = ConcurrentHashMap.newKeySet();
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
      note(own, change, UNHEALTHY);
      note(propagated, change, PROPAGATED);
    }
  }

  private static void note(Set<Long> elements, Change change, List<byte[]> texts) {
    if (texts.stream().anyMatch(change::mentions)) {
      elements.add(change.key().id());
    } else {
      elements.remove(change.key().id());
    }
  }

  /** The elements whose own health is DEVIATING or worse. */
  public Set<Long> unhealthy() {
    return Set.copyOf(own);
  }

  /** The elements that may be DEVIATING or worse by propagation: a text may say so by chance. */
  public Set<Long> unhealthyByPropagation() {
    return Set.copyOf(propagated);
  }
}
