package io.stackstate.operator.content.controller;

import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.stackstate.operator.content.Next;
import io.stackstate.operator.content.RemoteSync;
import io.stackstate.operator.content.Synced;
import io.stackstate.operator.metrics.OperatorMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One kind of content on a cluster: calls {@link RemoteSync}, writes the status when it changed,
 * and comes back when the answer says so. Thread-safe.
 *
 * @param <R> the resource
 */
public final class ContentReconciler<R extends CustomResource<?, ?>>
    implements Reconciler<R>, Cleaner<R> {
  /**
   * A spec that changes while a status is being written is in the answer to that write, so that the
   * framework takes its event for ours and drops it. Late enough not to hinder a start with many
   * resources.
   */
  private static final Duration AFTER_WRITE = Duration.ofSeconds(30);

  private final RemoteSync<R, ?, ?> sync;
  private final ContentPace pace;
  private final OperatorMetrics metrics;

  /** Failures in a row by uid; of few resources at a time, and gone with the resource. */
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();

  public ContentReconciler(RemoteSync<R, ?, ?> sync, ContentPace pace, OperatorMetrics metrics) {
    this.sync = sync;
    this.pace = pace;
    this.metrics = metrics;
  }

  @Override
  public UpdateControl<R> reconcile(R resource, Context<R> context) throws InterruptedException {
    pace.seen(resource.getMetadata().getUid());
    Synced<R> synced = sync.reconcile(resource);
    UpdateControl<R> control =
        synced.statusChanged()
            ? UpdateControl.patchStatus(synced.resource())
            : UpdateControl.noUpdate();
    Duration delay = delay(resource, synced.next());
    boolean check = synced.statusChanged() && delay.compareTo(AFTER_WRITE) > 0;
    return control.rescheduleAfter(check ? AFTER_WRITE : delay);
  }

  @Override
  public DeleteControl cleanup(R resource, Context<R> context) throws InterruptedException {
    Synced<R> synced = sync.cleanup(resource);
    if (synced.next() instanceof Next.Finished) {
      failures.remove(resource.getMetadata().getUid());
      pace.gone(resource.getMetadata().getUid());
      metrics.remoteSynced(resource.getKind(), "removed");
      return DeleteControl.defaultDelete();
    }
    if (synced.statusChanged() && !Objects.equals(synced.resource(), resource)) {
      context.resourceOperations().jsonPatchPrimaryStatus(resource, r -> synced.resource());
    }
    DeleteControl wait = DeleteControl.noFinalizerRemoval();
    wait.rescheduleAfter(delay(resource, synced.next()));
    return wait;
  }

  private Duration delay(R resource, Next next) {
    String uid = resource.getMetadata().getUid();
    int failed = 0;
    if (next instanceof Next.Retry) {
      failed = failures.merge(uid, 1, Integer::sum);
    } else {
      failures.remove(uid);
    }
    metrics.remoteSynced(resource.getKind(), result(next));
    return pace.delay(next, failed);
  }

  private static String result(Next next) {
    if (next instanceof Next.Retry) {
      return "failed";
    }
    if (next instanceof Next.Stalled) {
      return "blocked";
    }
    return next instanceof Next.Soon ? "waiting" : "success";
  }
}
