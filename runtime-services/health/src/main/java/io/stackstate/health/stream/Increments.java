package io.stackstate.health.stream;

import io.stackstate.health.stream.StateReader.Sent;
import io.stackstate.model.health.ConsistencyModel;
import io.stackstate.model.intake.HealthPayload.Checkpoint;

/**
 * {@code TRANSACTIONAL_INCREMENTS}: states live until they are deleted, and checkpoints tell
 * whether one was missed.
 */
final class Increments implements Rules {
  private final SubStream sub;
  private Checkpoint last;
  private Taking taking = Taking.ALL;

  /** What is done with the states of the increment that is being read. */
  private enum Taking {
    ALL,
    /** It came before: only what is not there yet. */
    AGAIN,
    NOTHING
  }

  Increments(SubStream sub) {
    this.sub = sub;
  }

  static Increments of(SubStream sub, Kept kept) {
    Increments rules = new Increments(sub);
    rules.last = kept.checkpoint();
    return rules;
  }

  /**
   * An increment begins.
   *
   * @param previous null when the sender gave none
   */
  void increment(Checkpoint checkpoint, Checkpoint previous) {
    int order = last == null ? 1 : compare(checkpoint, last);
    if (order == 0) {
      taking = Taking.AGAIN;
      return;
    }
    if (order < 0) {
      taking = Taking.NOTHING;
      sub.errors.raise(
          ErrorCode.OUTDATED_CHECKPOINT,
          "checkpoint: found " + text(checkpoint) + ", expected one after " + text(last));
      return;
    }
    taking = Taking.ALL;
    judge(previous);
    last = checkpoint;
  }

  private void judge(Checkpoint previous) {
    if (last != null && previous == null) {
      sub.errors.raise(
          ErrorCode.MISSING_CHECKPOINT,
          "previous_checkpoint: found nothing, expected " + text(last));
      return;
    }
    if (last != null && compare(previous, last) != 0) {
      sub.errors.raise(
          ErrorCode.INVALID_CHECKPOINT,
          "previous_checkpoint: found " + text(previous) + ", expected " + text(last));
      return;
    }
    sub.errors.close(ErrorCode.MISSING_CHECKPOINT);
    sub.errors.close(ErrorCode.INVALID_CHECKPOINT);
    sub.errors.close(ErrorCode.OUTDATED_CHECKPOINT);
  }

  @Override
  public void state(Sent sent, long now) {
    if (taking == Taking.NOTHING) {
      return;
    }
    if (sent instanceof Sent.State state) {
      sub.put(state, now);
    } else if (!sub.remove(sent.id(), now) && taking == Taking.ALL) {
      sub.errors.raise(
          ErrorCode.UNKNOWN_CHECK_STATE,
          "Check state " + sent.id() + " is to be deleted, but is not there");
    }
  }

  @Override
  public boolean tick(long now) {
    return false;
  }

  @Override
  public Kept kept() {
    return new Kept(0, null, last, Kept.NONE_OPEN);
  }

  @Override
  public ConsistencyModel model() {
    return ConsistencyModel.TRANSACTIONAL_INCREMENTS;
  }

  private static int compare(Checkpoint a, Checkpoint b) {
    int order = Long.compare(a.offset(), b.offset());
    return order != 0 ? order : Long.compare(batch(a), batch(b));
  }

  private static long batch(Checkpoint checkpoint) {
    return checkpoint.batchIndex() == null ? 0 : checkpoint.batchIndex();
  }

  private static String text(Checkpoint checkpoint) {
    return checkpoint.offset() + "/" + batch(checkpoint);
  }
}
