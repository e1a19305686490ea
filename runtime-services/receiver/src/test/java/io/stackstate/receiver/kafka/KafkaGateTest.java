package io.stackstate.receiver.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KafkaGateTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final KafkaGate gate = new KafkaGate(Duration.ofNanos(10), nanos::get);

  @Test
  void opensAgainAfterItsTime() {
    assertThat(gate.isOpen()).isTrue();
    gate.shut();
    assertThat(gate.isOpen()).isFalse();
    nanos.addAndGet(9);
    assertThat(gate.isOpen()).isFalse();
    nanos.addAndGet(1);
    assertThat(gate.isOpen()).isTrue();
  }
}
