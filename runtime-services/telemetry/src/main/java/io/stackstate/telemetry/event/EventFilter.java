package io.stackstate.telemetry.event;

import java.util.List;

/**
 * Which events are wanted: values of one list are alternatives, the lists restrict each other, and
 * an empty one restricts nothing.
 *
 * @param from epoch milliseconds, included, as is {@code to}
 * @param elements whose events; null for those of any
 * @param types in any spelling that {@link TypeNames} knows
 * @param tags {@code key:value}
 */
public record EventFilter(
    long from,
    long to,
    Elements elements,
    List<String> types,
    List<String> categories,
    List<String> sources,
    List<String> tags) {
  /** The end of the year 9999, epoch milliseconds; no event is later. */
  public static final long LATEST = 253_402_300_799_999L;

  public EventFilter {
    // Clients write the largest number for an interval that has no end.
    from = Math.min(from, LATEST);
    to = Math.min(to, LATEST);
    types = types.stream().map(TypeNames::key).distinct().toList();
    categories = List.copyOf(categories);
    sources = List.copyOf(sources);
    tags = List.copyOf(tags);
  }

  /**
   * Elements of the topology: an event is of one of them when it names its id or one of its
   * identifiers.
   */
  public record Elements(List<Long> ids, List<String> identifiers) {
    public Elements {
      ids = List.copyOf(ids);
      identifiers = List.copyOf(identifiers);
    }

    public boolean isEmpty() {
      return ids.isEmpty() && identifiers.isEmpty();
    }
  }

  /** All events of an interval. */
  public static EventFilter between(long from, long to) {
    return new EventFilter(from, to, null, List.of(), List.of(), List.of(), List.of());
  }

  /** The same, of these elements only. */
  public EventFilter of(Elements these) {
    return new EventFilter(from, to, these, types, categories, sources, tags);
  }

  /** The same, of these types only. */
  public EventFilter ofTypes(List<String> these) {
    return new EventFilter(from, to, elements, these, categories, sources, tags);
  }

  /** Whether no event can be wanted. */
  public boolean isVain() {
    return from > to || elements != null && elements.isEmpty();
  }
}
