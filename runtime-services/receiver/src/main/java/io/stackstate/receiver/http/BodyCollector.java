package io.stackstate.receiver.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpObject;
import io.stackstate.receiver.intake.Overloaded;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Collects the body of a request within its memory lease. When there is no memory the rest is
 * drained before the sender is told, so that it reads an answer instead of a broken connection.
 */
final class BodyCollector implements Subscriber<HttpObject> {
  private final InFlightBudget.Lease lease;
  private final ReceiverMetrics metrics;
  private final Chunks chunks = new Chunks();
  private final CompletableFuture<Chunks> done = new CompletableFuture<>();
  private Overloaded overloaded;

  BodyCollector(InFlightBudget.Lease lease, ReceiverMetrics metrics) {
    this.lease = lease;
    this.metrics = metrics;
  }

  /** Fails with {@link Overloaded} when there was no memory. */
  CompletableFuture<Chunks> done() {
    return done;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(HttpObject object) {
    if (object instanceof HttpData data) {
      metrics.received(data.length());
      if (overloaded == null) {
        keep(data);
      }
    }
  }

  @Override
  public void onError(Throwable cause) {
    done.completeExceptionally(cause);
  }

  @Override
  public void onComplete() {
    if (overloaded == null) {
      done.complete(chunks);
    } else {
      done.completeExceptionally(overloaded);
    }
  }

  private void keep(HttpData data) {
    try {
      lease.reserve(data.length());
      chunks.add(data.array());
    } catch (Overloaded e) {
      overloaded = e;
      chunks.clear();
      lease.close();
    }
  }
}
