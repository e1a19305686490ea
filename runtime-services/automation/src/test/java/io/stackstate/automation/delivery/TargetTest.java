package io.stackstate.automation.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.automation.output.Delivery;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Outcome;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetTest {
  private final Closable delivery = new Closable();
  private final Target target = new Target("v1", delivery);

  @Test
  void oneThatIsReplacedStaysOpenForWhatIsOnItsWay() {
    assertThat(target.begin()).isSameAs(delivery);
    target.begin();
    target.replace();
    target.end();
    assertThat(delivery.closed).isFalse();
    target.end();
    assertThat(delivery.closed).isTrue();
  }

  @Test
  void oneThatNobodyUsesClosesAtOnceWhenItIsReplacedAndNotBefore() {
    target.begin();
    target.end();
    assertThat(delivery.closed).isFalse();
    target.replace();
    assertThat(delivery.closed).isTrue();
  }

  private static final class Closable implements Delivery {
    private boolean closed;

    @Override
    public Outcome deliver(Notification notification, Optional<String> remoteReference) {
      return new Outcome.Delivered(Optional.empty());
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
