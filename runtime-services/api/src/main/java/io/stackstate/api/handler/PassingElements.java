package io.stackstate.api.handler;

import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.stackgraph.ElementHistory;
import io.stackstate.stackgraph.ElementVersion;
import io.stackstate.telemetry.event.StoredEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * When elements were there that came and went between the two ends of a part of an interval. Each
 * element is looked up once, at the cost of its own history. For one thread.
 */
final class PassingElements {
  private static final NavigableMap<Long, Boolean> NEVER = new TreeMap<>();

  private final ElementHistories histories;
  private final long from;
  private final long to;
  private final BooleanSupplier mayLookUp;

  /** By the id of the element: whether it was there from a time on. */
  private final Map<Long, NavigableMap<Long, Boolean>> lives = new HashMap<>();

  private final Map<String, List<Long>> ids = new HashMap<>();

  /**
   * @param from the part, epoch milliseconds
   * @param mayLookUp asked before each look-up; what is not looked up was not there
   */
  PassingElements(ElementHistories histories, long from, long to, BooleanSupplier mayLookUp) {
    this.histories = histories;
    this.from = from;
    this.to = to;
    this.mayLookUp = mayLookUp;
  }

  /**
   * A moment at which an element of an event was there: that of the event, or the one just before
   * it when the event tells of its end. Empty when there is none.
   */
  OptionalLong moment(StoredEvent event) {
    for (long time : new long[] {event.eventTime(), event.eventTime() - 1}) {
      if (event.elements().stream().anyMatch(id -> wasThere(id, time))
          || PastTopology.nodes(event).stream().anyMatch(id -> wasThere(id, time))
          || event.elementIdentifiers().stream()
              .flatMap(identifier -> ids(identifier).stream())
              .anyMatch(id -> wasThere(id, time))) {
        return OptionalLong.of(time);
      }
    }
    return OptionalLong.empty();
  }

  private boolean wasThere(long element, long time) {
    Map.Entry<Long, Boolean> since = lives.computeIfAbsent(element, this::life).floorEntry(time);
    return since != null && since.getValue();
  }

  private NavigableMap<Long, Boolean> life(long element) {
    if (!mayLookUp.getAsBoolean()) {
      return NEVER;
    }
    try {
      ElementHistory history = histories.of(element, from, to);
      NavigableMap<Long, Boolean> life = new TreeMap<>();
      life.put(from, history.atStart().isPresent());
      for (ElementVersion version : history.versions()) {
        life.put(version.timeMillis(), version.change().after() != null);
      }
      return life;
    } catch (DataUnavailableException e) {
      // Nobody knows any more, which is the same here.
      return NEVER;
    }
  }

  private List<Long> ids(String identifier) {
    return ids.computeIfAbsent(
        identifier,
        sought -> {
          try {
            return mayLookUp.getAsBoolean() ? histories.ids(sought, from, to) : List.of();
          } catch (DataUnavailableException e) {
            return List.of();
          }
        });
  }
}
