package io.stackstate.stackgraph.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class FoldAheadTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final List<Long> begun = new CopyOnWriteArrayList<>();
  private final List<Long> ended = new CopyOnWriteArrayList<>();

  @Test
  void ofTheInstantsThatWaitOnlyTheLastOneCounts() {
    CountDownLatch held = new CountDownLatch(1);
    try (FoldAhead ahead = new FoldAhead((time, goesOn) -> fold(time, held))) {
      ahead.from(1);
      await().atMost(PATIENCE).until(() -> begun.contains(1L));
      ahead.from(2);
      ahead.from(3);
      held.countDown();
      await().atMost(PATIENCE).until(() -> ended.contains(3L));
    }
    assertThat(ended).containsExactly(1L, 3L);
  }

  @Test
  void goesOnAfterATaskThatFailed() {
    try (FoldAhead ahead =
        new FoldAhead(
            (time, goesOn) -> {
              begun.add(time);
              if (time == 1) {
                throw new IllegalStateException("damaged");
              }
            })) {
      ahead.from(1);
      await().atMost(PATIENCE).until(() -> begun.contains(1L));
      ahead.from(2);
      await().atMost(PATIENCE).until(() -> begun.contains(2L));
    }
  }

  @Test
  void closingEndsWhatRunsAndForgetsWhatWaits() {
    FoldAhead ahead =
        new FoldAhead(
            (time, goesOn) -> {
              begun.add(time);
              await().atMost(PATIENCE).until(() -> !goesOn.getAsBoolean());
              ended.add(time);
            });
    ahead.from(1);
    await().atMost(PATIENCE).until(() -> begun.contains(1L));
    ahead.from(2);
    ahead.close();
    ahead.from(3);
    assertThat(ended).containsExactly(1L);
    assertThat(begun).containsExactly(1L);
  }

  private void fold(long timeMillis, CountDownLatch held) {
    begun.add(timeMillis);
    await().atMost(PATIENCE).until(() -> held.getCount() == 0);
    ended.add(timeMillis);
  }
}
