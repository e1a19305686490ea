package io.stackstate.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class JobTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final CountDownLatch release = new CountDownLatch(1);

  @Test
  void runsOneAtATimeAndRemembersItsResult() throws Exception {
    try (Job<String, Integer, String> job =
        job(
            (asked, watcher) -> {
              watcher.progress(7);
              await(release);
              return asked + " done";
            })) {
      assertThat(job.status().last()).isEmpty();
      assertThat(job.start("a")).isTrue();
      assertThat(job.start("b")).isFalse();
      assertThat(job.await(Duration.ofMillis(1)).running().orElseThrow().asked()).isEqualTo("a");
      release.countDown();
      Job.Status<String, Integer, String> ended = job.await(PATIENCE);
      assertThat(ended.running()).isEmpty();
      assertThat(ended.progress()).contains(7);
      assertThat(ended.last().orElseThrow().result()).contains("a done");
      assertThat(job.start("c")).isTrue();
      assertThat(job.await(PATIENCE).last().orElseThrow().result()).contains("c done");
    }
  }

  @Test
  void tellsWhyOneFailedAndCanBeginAgain() throws Exception {
    AtomicBoolean full = new AtomicBoolean(true);
    try (Job<String, Integer, String> job =
        job(
            (asked, watcher) -> {
              if (full.get()) {
                throw new IllegalStateException("disk full");
              }
              return asked;
            })) {
      job.start("a");
      Job.Finished<String, String> failed = job.await(PATIENCE).last().orElseThrow();
      assertThat(failed.result()).isEmpty();
      assertThat(failed.error()).isEqualTo("disk full");
      full.set(false);
      job.start("b");
      assertThat(job.await(PATIENCE).last().orElseThrow().error()).isNull();
    }
  }

  @Test
  void closingAsksARunToGiveUpWithoutAnInterrupt() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    Job<String, Integer, String> job =
        job(
            (asked, watcher) -> {
              begun.countDown();
              while (!watcher.cancelled()) {
                Thread.onSpinWait();
              }
              interrupted.set(Thread.currentThread().isInterrupted());
              return "gave up";
            });
    job.start("a");
    await(begun);
    job.close();
    assertThat(job.await(PATIENCE).last().orElseThrow().result()).contains("gave up");
    assertThat(interrupted).isFalse();
  }

  private static Job<String, Integer, String> job(Job.Work<String, Integer, String> work) {
    return new Job<>("work", work, InstantSource.system());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
