package io.stackstate.model.handler;

import java.time.Instant;
import java.util.List;

/**
 * When a handler may tell: in one of the active intervals, when there are any, and in none of the
 * mute ones.
 */
public record Timing(List<TimeInterval> active, List<TimeInterval> mute) {
  public static final Timing ALWAYS = new Timing(List.of(), List.of());

  public Timing {
    active = List.copyOf(active);
    mute = List.copyOf(mute);
  }

  public boolean allows(Instant moment) {
    return (active.isEmpty() || active.stream().anyMatch(i -> i.contains(moment)))
        && mute.stream().noneMatch(i -> i.contains(moment));
  }
}
