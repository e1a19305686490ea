package io.stackstate.model.handler;

import java.time.Duration;
import java.util.List;

/**
 * What is told together, and how often.
 *
 * @param by of what a group has one value, the first that the subject has
 * @param waiting before the first message of a group, so that it names all
 * @param interval between a message and the next that tells of changes; a worse state does not wait
 * @param repeat after which an unchanged group is told again; zero for never
 * @param maxItems how many members a message names
 */
public record Grouping(
    List<By> by, Duration waiting, Duration interval, Duration repeat, int maxItems) {
  /** The default: by problem, otherwise by element, told at once and once. */
  public static final Grouping NONE =
      new Grouping(List.of(By.PROBLEM), Duration.ZERO, Duration.ZERO, Duration.ZERO, 50);

  public Grouping {
    by = List.copyOf(by);
  }

  /** The same by something else. */
  Grouping by(List<By> others) {
    return new Grouping(others, waiting, interval, repeat, maxItems);
  }

  /** What a group has one of. */
  public enum By {
    PROBLEM,
    ELEMENT,
    MONITOR,
    /** One state of a monitor at one element. */
    MONITOR_STATE,
    TYPE,
    LAYER,
    DOMAIN,
    ENVIRONMENT,
    /** All of the handler is one group. */
    HANDLER
  }
}
