package io.stackstate.stackgraph.history;

import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Keeps the states that a fold passes which nobody has asked for yet, in at most half of the memory
 * for states, so that those that somebody asked for stay. For one fold.
 */
final class Ahead implements Predicate<PastState> {
  private final StateCache cache;
  private final long spacing;
  private final BooleanSupplier goesOn;
  private long bytes;
  private long lastCommit = -1;

  /**
   * @param spacing about how many commits there are between two of the states
   */
  Ahead(StateCache cache, long spacing, BooleanSupplier goesOn) {
    this.cache = cache;
    this.spacing = spacing;
    this.goesOn = goesOn;
  }

  /** Whether to go on: not to where states are kept already. */
  @Override
  public boolean test(PastState passed) {
    cache.add(passed);
    bytes += passed.bytes();
    lastCommit = passed.commit();
    return goesOn.getAsBoolean()
        && bytes + passed.bytes() <= cache.maxBytes() / 2
        && cache.lastOfChain(passed, spacing) == passed;
  }

  /** Keeps the state with which the fold ended, unless that is the one passed last. */
  void end(PastState end) {
    if (end.commit() > lastCommit) {
      cache.add(end);
    }
  }
}
