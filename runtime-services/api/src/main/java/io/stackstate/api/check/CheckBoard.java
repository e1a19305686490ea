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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The check states at all elements as they are now. Thread-safe. */
public final class CheckBoard {
  private static final Logger LOG = LoggerFactory.getLogger(CheckBoard.class);
  private static final byte[] CHECKS = "\"checks\"".getBytes(StandardCharsets.UTF_8);

  private final Map<Long, List<BoundCheckState>> states = new ConcurrentHashMap<>();

  /** The elements with a state of each health stream; of streams without one there is no entry. */
  private final Map<String, Set<Long>> elements = new ConcurrentHashMap<>();

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
      put(change.key().id(), List.of());
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
    put(element, health.checks());
  }

  private void put(long element, List<BoundCheckState> now) {
    states.compute(
        element,
        (id, before) -> {
          Set<String> streams = streams(now);
          streams.forEach(stream -> enter(stream, id));
          if (before != null) {
            Set<String> left = streams(before);
            left.removeAll(streams);
            left.forEach(stream -> leave(stream, id));
          }
          return now.isEmpty() ? null : now;
        });
  }

  private static Set<String> streams(List<BoundCheckState> states) {
    Set<String> streams = new HashSet<>();
    states.forEach(state -> streams.add(state.stream()));
    return streams;
  }

  private void enter(String stream, Long element) {
    elements.compute(
        stream,
        (urn, all) -> {
          Set<Long> entered = all == null ? ConcurrentHashMap.newKeySet() : all;
          entered.add(element);
          return entered;
        });
  }

  private void leave(String stream, Long element) {
    elements.computeIfPresent(
        stream,
        (urn, all) -> {
          all.remove(element);
          return all.isEmpty() ? null : all;
        });
  }

  /** In the order of their ids. */
  public List<BoundCheckState> of(long element) {
    return states.getOrDefault(element, List.of());
  }

  /** The elements that have a state of this health stream, in no order. */
  public List<Long> elements(String stream) {
    return List.copyOf(elements.getOrDefault(stream, Set.of()));
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
