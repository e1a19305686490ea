package io.stackstate.stackgraph.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.topology.TopologyIndex;
import org.junit.jupiter.api.Test;

class AheadTest {
  private final StateCache cache = new StateCache(1_000);
  private final Ahead ahead = new Ahead(cache, 10, () -> true);

  @Test
  void takesAtMostHalfOfTheMemory() {
    PastState asked = state(0, 500);
    cache.add(asked);
    assertThat(ahead.test(state(10, 200))).isTrue();
    assertThat(ahead.test(state(20, 200))).isFalse();
    assertThat(cache.before(0, 0)).contains(asked);
  }

  @Test
  void endsWhereStatesAreKeptAlready() {
    cache.add(state(25, 1));
    assertThat(ahead.test(state(10, 1))).isTrue();
    assertThat(ahead.test(state(20, 1))).isFalse();
  }

  @Test
  void keepsWhereTheFoldEndedUnlessItIsKept() {
    PastState passed = state(10, 1);
    ahead.test(passed);
    ahead.end(state(10, 0));
    assertThat(cache.before(15, 0)).containsSame(passed);
    PastState end = state(15, 1);
    ahead.end(end);
    assertThat(cache.before(15, 0)).containsSame(end);
  }

  @Test
  void aChainIsFollowedToItsFirstGap() {
    PastState first = state(0, 1);
    PastState last = state(20, 1);
    cache.add(state(41, 1));
    cache.add(last);
    cache.add(first);
    assertThat(cache.lastOfChain(first, 20)).isSameAs(last);
    assertThat(cache.lastOfChain(first, 19)).isSameAs(first);
  }

  /** Its time is the number of its commit. */
  private static PastState state(long commit, long bytes) {
    return new PastState(new TopologyIndex(), 0, commit, commit, commit + 1, bytes);
  }
}
