package io.stackstate.telemetry.event;

import java.util.List;

/**
 * Some events, the newest first, those of one instant by id, the largest first.
 *
 * @param total how many there are on all pages
 */
public record EventPage(List<StoredEvent> items, long total) {
  public EventPage {
    items = List.copyOf(items);
  }

  /** Nothing. */
  public static final EventPage EMPTY = new EventPage(List.of(), 0);

  /** After which event a page begins; no event is later than {@link EventFilter#LATEST}. */
  public record Cursor(long lastEventTime, String lastEventId) {
    public Cursor {
      lastEventTime = Math.min(lastEventTime, EventFilter.LATEST);
    }
  }
}
