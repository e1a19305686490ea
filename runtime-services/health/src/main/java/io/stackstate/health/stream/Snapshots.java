package io.stackstate.health.stream;

import io.stackstate.health.stream.StateReader.Sent;
import io.stackstate.model.health.ConsistencyModel;
import java.util.HashSet;
import java.util.Set;

/** {@code REPEAT_SNAPSHOTS}: what a complete snapshot does not repeat is gone. */
final class Snapshots implements Rules {
  private final SubStream sub;
  private Repetition repetition;
  private Set<String> seen;
  private boolean clean;
  private long openedAt = Kept.NONE_OPEN;
  private long openedMillis;
  private long completeMillis;
  private long newestMillis;

  Snapshots(SubStream sub, long now) {
    this.sub = sub;
    completeMillis = now;
    newestMillis = now;
  }

  /** As it was; the ids of an open snapshot follow by {@link #seenAgain}. */
  static Snapshots of(SubStream sub, Kept kept, long now) {
    Snapshots rules = new Snapshots(sub, now);
    rules.repetition = new Repetition(kept.repeatMillis(), kept.expiryMillis());
    rules.openedAt = kept.openedAt();
    rules.openedMillis = now;
    rules.clean = true;
    rules.seen = kept.openedAt() == Kept.NONE_OPEN ? null : new HashSet<>();
    return rules;
  }

  void start(Long repeat, Long expiry, long offset, long now) {
    newestMillis = now;
    repetition = Repetition.of(sub, repeat, expiry);
    clean = seen == null;
    if (!clean) {
      sub.errors.raise(
          ErrorCode.START_WITHOUT_STOP,
          "A snapshot starts while another is open, which is given up; expected its stop first");
    }
    seen = new HashSet<>();
    openedAt = offset;
    openedMillis = now;
  }

  @Override
  public void state(Sent sent, long now) {
    newestMillis = now;
    if (seen == null) {
      sub.errors.raise(
          ErrorCode.CHECK_STATE_OUTSIDE_SNAPSHOT,
          "Check state " + sent.id() + " came while no snapshot is open; expected its start first");
      return;
    }
    if (sent instanceof Sent.State state) {
      seen.add(state.id());
      sub.put(state, now);
    } else {
      // Only increments delete; in a snapshot it is a state that is not repeated.
      seen.remove(sent.id());
    }
  }

  void stop(long now) {
    newestMillis = now;
    if (seen == null) {
      sub.errors.raise(
          ErrorCode.STOP_WITHOUT_START,
          "A snapshot stops while none is open; expected its start first");
      return;
    }
    finish(now);
    sub.errors.close(ErrorCode.CHECK_STATE_OUTSIDE_SNAPSHOT);
    sub.errors.close(ErrorCode.STOP_WITHOUT_START);
    sub.errors.close(ErrorCode.MISSING_STOP);
    if (clean) {
      sub.errors.close(ErrorCode.START_WITHOUT_STOP);
    }
  }

  /** A state of the open snapshot is read again after a restart. */
  void seenAgain(String checkState) {
    if (seen != null) {
      seen.add(checkState);
    }
  }

  private void finish(long now) {
    if (now - completeMillis <= repetition.repeatMillis()) {
      sub.errors.close(ErrorCode.LATE_DATA);
    }
    sub.retain(seen, now);
    seen = null;
    openedAt = Kept.NONE_OPEN;
    completeMillis = now;
  }

  @Override
  public boolean tick(long now) {
    long repeat = repetition.repeatMillis();
    if (seen != null && now - openedMillis > 2 * repeat) {
      sub.errors.raise(
          ErrorCode.MISSING_STOP,
          "No stop came within twice the repeat interval of "
              + repeat / 1000
              + " s; the snapshot is taken as complete");
      finish(now);
    }
    if (now - completeMillis > repeat && !sub.errors.has(ErrorCode.LATE_DATA)) {
      sub.errors.raise(
          ErrorCode.LATE_DATA,
          "No complete snapshot came within the repeat interval of " + repeat / 1000 + " s");
    }
    return repetition.expiryMillis() != null && now - newestMillis > repetition.expiryMillis();
  }

  @Override
  public Kept kept() {
    return new Kept(repetition.repeatMillis(), repetition.expiryMillis(), null, openedAt);
  }

  @Override
  public ConsistencyModel model() {
    return ConsistencyModel.REPEAT_SNAPSHOTS;
  }
}
