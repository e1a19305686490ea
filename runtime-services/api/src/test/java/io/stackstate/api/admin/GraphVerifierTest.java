package io.stackstate.api.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.stackgraph.VerificationReport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GraphVerifierTest {
  private static final String GAUGE = "stackstate.stackgraph.verification.differences";
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  @Test
  void runsOneAtATimeAndTellsItsPhase() {
    CountDownLatch end = new CountDownLatch(1);
    try (GraphVerifier verifier =
        verifier(
            (repair, phase) -> {
              phase.accept("reading");
              awaitQuietly(end);
              return new VerificationReport(List.of("a"), 1, repair);
            })) {
      assertThat(verifier.start(true)).isTrue();
      assertThat(verifier.start(false)).isFalse();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> verifier.status().progress().equals(Optional.of("reading")));
      assertThat(verifier.status().running()).isPresent();
      assertThat(gauge()).isEqualTo(-1);
      end.countDown();
      await().atMost(Duration.ofSeconds(60)).until(() -> verifier.status().running().isEmpty());
      assertThat(verifier.status().last().orElseThrow().result().orElseThrow().repaired()).isTrue();
      assertThat(gauge()).isEqualTo(1);
      assertThat(verifier.start(false)).isTrue();
    }
    assertThat(metrics.find(GAUGE).gauge()).isNull();
  }

  @Test
  void remembersWhyOneFailed() {
    try (GraphVerifier verifier =
        verifier(
            (repair, phase) -> {
              throw new IllegalStateException("no disk");
            })) {
      verifier.start(false);
      await().atMost(Duration.ofSeconds(60)).until(() -> verifier.status().last().isPresent());
      assertThat(verifier.status().last().orElseThrow().error()).isEqualTo("no disk");
      assertThat(gauge()).isEqualTo(-1);
    }
  }

  @Test
  void verifiesByItselfUnlessTheIntervalIsZero() {
    AtomicInteger runs = new AtomicInteger();
    GraphVerifier.Check check =
        (repair, phase) -> {
          runs.incrementAndGet();
          return new VerificationReport(List.of(), 0, false);
        };
    try (GraphVerifier often = verifier(check);
        GraphVerifier never =
            verifier(
                (repair, phase) -> {
                  throw new AssertionError("was not asked for");
                })) {
      never.schedule(Duration.ZERO);
      often.schedule(Duration.ofMillis(5));
      await().atMost(Duration.ofSeconds(60)).until(() -> runs.get() >= 3);
      assertThat(often.status().last().orElseThrow().run().asked().scheduled()).isTrue();
      assertThat(never.status().last()).isEmpty();
    }
  }

  private GraphVerifier verifier(GraphVerifier.Check check) {
    return new GraphVerifier(check, InstantSource.system(), metrics);
  }

  private double gauge() {
    return metrics.get(GAUGE).gauge().value();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
