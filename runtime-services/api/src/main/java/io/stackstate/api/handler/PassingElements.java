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
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * When elements were there that came and went between the two ends of a part of an interval. Each
 * element is looked up once, at the cost of its own history. For one thread.
 */
final class PassingElements {
  /**
   * Events are stamped when they are raised, and elements when the change is written, which may
   * take a while: how far from each other the two may be.
   */
  private static final long APART_MILLIS = 60_000;

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
   * The moment next to an event at which an element of it was there: that of the event, or when the
   * element came shortly after it, or before it went shortly before it. Empty when there is none.
   */
  OptionalLong moment(StoredEvent event) {
    LongStream elements =
        Stream.of(
                event.elements().stream(),
                PastTopology.nodes(event).stream(),
                event.elementIdentifiers().stream().flatMap(identifier -> ids(identifier).stream()))
            .flatMap(Function.identity())
            .mapToLong(Long::longValue);
    return elements
        .mapToObj(element -> moment(lives.computeIfAbsent(element, this::life), event.eventTime()))
        .flatMapToLong(OptionalLong::stream)
        .findFirst();
  }

  private static OptionalLong moment(NavigableMap<Long, Boolean> life, long time) {
    Map.Entry<Long, Boolean> since = life.floorEntry(time);
    if (since != null && since.getValue()) {
      return OptionalLong.of(time);
    }
    Map.Entry<Long, Boolean> next = life.higherEntry(time);
    if (next != null && next.getValue() && next.getKey() - time <= APART_MILLIS) {
      return OptionalLong.of(next.getKey());
    }
    boolean went = since != null && life.lowerEntry(since.getKey()) != null;
    return went && time - since.getKey() <= APART_MILLIS
        ? OptionalLong.of(since.getKey() - 1)
        : OptionalLong.empty();
  }

  private NavigableMap<Long, Boolean> life(long element) {
    if (!mayLookUp.getAsBoolean()) {
      return NEVER;
    }
    try {
      ElementHistory history = histories.of(element, from, to + APART_MILLIS);
      NavigableMap<Long, Boolean> life = new TreeMap<>();
      boolean there = history.atStart().isPresent();
      life.put(from, there);
      for (ElementVersion version : history.versions()) {
        if (there != (version.change().after() != null)) {
          there = !there;
          life.put(version.timeMillis(), there);
        }
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
            return mayLookUp.getAsBoolean()
                ? histories.ids(sought, from, to + APART_MILLIS)
                : List.of();
          } catch (DataUnavailableException e) {
            return List.of();
          }
        });
  }
}
