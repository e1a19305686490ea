package io.stackstate.api.check;

import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Health;
import io.stackstate.model.health.BoundCheckState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The check states at all elements as they are now. Thread-safe. */
public final class CheckBoard {
  private static final Logger LOG = LoggerFactory.getLogger(CheckBoard.class);
  private static final byte[] CHECKS = "\"checks\"".getBytes(StandardCharsets.UTF_8);

  private final Map<Long, List<BoundCheckState>> states = new ConcurrentHashMap<>();

  /**
   * Takes what a commit of the change log says of the health of elements. A record that cannot be
   * read is logged, and leaves the element as it was.
   */
  public void apply(Commit commit) {
    for (Change change : commit.changes()) {
      if (change.key().aspect() == Aspect.HEALTH) {
        apply(change);
      }
    }
  }

  private void apply(Change change) {
    if (!change.mentions(CHECKS)) {
      states.remove(change.key().id());
      return;
    }
    try {
      apply(change.key().id(), Json.mapper().readValue(change.value(), Health.class));
    } catch (IOException e) {
      LOG.warn("found what is no health of an element at {}: {}", change.key(), e.getMessage());
    }
  }

  /** The health of an element is this now. */
  public void apply(long element, Health health) {
    if (health.checks().isEmpty()) {
      states.remove(element);
    } else {
      states.put(element, health.checks());
    }
  }

  /** In the order of their ids. */
  public List<BoundCheckState> of(long element) {
    return states.getOrDefault(element, List.of());
  }

  /** The elements that have a state of this health stream. Goes through all elements. */
  public List<Long> elements(String stream) {
    List<Long> elements = new ArrayList<>();
    states.forEach(
        (element, all) -> {
          if (all.stream().anyMatch(state -> state.stream().equals(stream))) {
            elements.add(element);
          }
        });
    return elements;
  }

  /** Where a check state stands: at each element that it is about. Goes through all elements. */
  public List<ElementCheckState> find(long checkState) {
    List<ElementCheckState> found = new ArrayList<>();
    states.forEach(
        (element, all) -> {
          for (BoundCheckState state : all) {
            if (state.id() == checkState) {
              found.add(new ElementCheckState(element, state));
            }
          }
        });
    found.sort(Comparator.comparingLong(ElementCheckState::element));
    return found;
  }
}
