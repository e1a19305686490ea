package io.stackstate.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RemovalTest {
  @Test
  void waitsForTheRemovalUntilPatienceEnds() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (Removal removal = new Removal(() -> await(release), Duration.ofMillis(1))) {
      removal.start();
      assertThat(removal.await()).isEqualTo(Removal.Progress.RemovalInProgress);
      release.countDown();
    }
  }

  @Test
  void runsOnceAtATime() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger runs = new AtomicInteger();
    Runnable work =
        () -> {
          runs.incrementAndGet();
          await(release);
        };
    try (Removal removal = new Removal(work, Duration.ofSeconds(60))) {
      removal.start();
      removal.start();
      assertThat(removal.progress()).isEqualTo(Removal.Progress.RemovalInProgress);
      release.countDown();
      assertThat(removal.await()).isEqualTo(Removal.Progress.RemovalSucceeded);
      assertThat(runs).hasValue(1);
      removal.start();
      assertThat(removal.await()).isEqualTo(Removal.Progress.RemovalSucceeded);
      assertThat(runs).hasValue(2);
    }
  }

  @Test
  void tellsAFailureAndCanBeTriedAgain() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    Runnable work =
        () -> {
          if (runs.incrementAndGet() == 1) {
            throw new IllegalStateException("disk full");
          }
        };
    try (Removal removal = new Removal(work, Duration.ofSeconds(60))) {
      removal.start();
      assertThat(removal.await()).isEqualTo(Removal.Progress.RemovalFailed);
      removal.start();
      assertThat(removal.await()).isEqualTo(Removal.Progress.RemovalSucceeded);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
