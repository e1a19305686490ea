package io.stackstate.telemetry.event;

import java.util.List;

/**
 * Values of a field of events, in alphabetical order.
 *
 * @param total how many there are; more than {@code items} when a limit cut them
 */
public record ValuePage(List<String> items, long total) {
  public ValuePage {
    items = List.copyOf(items);
  }
}
