package io.stackstate.health.outcome;

import io.stackstate.model.change.Commit;
import java.util.function.BooleanSupplier;

/**
 * One of those who take part in the rounds of the service, in a fixed order: what one has found
 * out, those after it see in the same round. The outcome of a round is written in one go with the
 * position of the input that it came from, so a step that rebuilds its state from what was written
 * goes on after a crash as if nothing had been.
 *
 * <p>The life of a step: {@link #restore} for each commit of the log, {@link #load} once, {@link
 * #first} once; then again and again {@link #take}, {@link #follow} for each new commit, {@link
 * #next}; and {@link #close}. All on one thread. Any exception ends the session, and the next
 * begins with new steps.
 */
public interface Step extends AutoCloseable {

  /** A commit of the log from before the start. */
  default void restore(Commit commit) {}

  /**
   * All commits are restored, nobody else writes any more: now is the time to read what else the
   * last process has left.
   *
   * @param stopping when it becomes true, what was read is not used, however little it is
   * @param now epoch milliseconds
   */
  default void load(BooleanSupplier stopping, long now) {}

  /**
   * What the last process may have left undone, or is to be decided otherwise than by it, before
   * anything new is taken in: the topology does not show yet what comes of it.
   */
  default void first(Moment moment, Outcome outcome) {}

  /**
   * Takes in what has come since the last time.
   *
   * @return how many messages that are to be worked on in this round
   */
  default int take() {
    return 0;
  }

  /** A commit of the log has come, which the topology of the next round shows. */
  default void follow(Commit commit) {}

  /**
   * A round.
   *
   * @param outcome is given what is to be written
   */
  void next(Moment moment, Outcome outcome);

  /** Releases what it holds; also what a load that failed has opened. */
  @Override
  default void close() {}
}
