package io.stackstate.health.stream;

import io.stackstate.health.stream.StateReader.Sent;
import io.stackstate.model.health.ConsistencyModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code REPEAT_STATES}: a state that is not repeated in time is gone. */
final class Expiry implements Rules {
  private final SubStream sub;

  /** When each state was last repeated, the one that waits longest first. */
  private final Map<String, Long> repeated = new LinkedHashMap<>();

  private Repetition repetition;
  private long newestMillis;

  Expiry(SubStream sub, long now) {
    this.sub = sub;
    newestMillis = now;
  }

  /** As it was; when its states were last repeated is not kept, so that they live once more. */
  static Expiry of(SubStream sub, Kept kept, long now) {
    Expiry rules = new Expiry(sub, now);
    rules.repetition = new Repetition(kept.repeatMillis(), kept.expiryMillis());
    return rules;
  }

  /** To be called for each state that is restored. */
  void restored(String checkState, long now) {
    repeated.put(checkState, now);
  }

  void announce(Long repeat, Long expiry, long now) {
    newestMillis = now;
    sub.errors.close(ErrorCode.LATE_DATA);
    repetition = Repetition.of(sub, repeat, expiry);
  }

  @Override
  public void state(Sent sent, long now) {
    newestMillis = now;
    sub.errors.close(ErrorCode.LATE_DATA);
    repeated.remove(sent.id());
    if (sent instanceof Sent.State state) {
      repeated.put(state.id(), now);
      sub.put(state, now);
    } else {
      sub.remove(sent.id(), now);
    }
  }

  @Override
  public boolean tick(long now) {
    if (now - newestMillis > repetition.repeatMillis() && !sub.errors.has(ErrorCode.LATE_DATA)) {
      sub.errors.raise(
          ErrorCode.LATE_DATA,
          "No state came within the repeat interval of " + repetition.repeatMillis() / 1000 + " s");
    }
    if (repetition.expiryMillis() == null) {
      return false;
    }
    long oldest = now - repetition.expiryMillis();
    List<String> gone = new ArrayList<>();
    for (Map.Entry<String, Long> state : repeated.entrySet()) {
      if (state.getValue() >= oldest) {
        break;
      }
      gone.add(state.getKey());
    }
    gone.forEach(repeated::remove);
    gone.forEach(state -> sub.remove(state, now));
    return newestMillis < oldest;
  }

  @Override
  public Kept kept() {
    return new Kept(repetition.repeatMillis(), repetition.expiryMillis(), null, Kept.NONE_OPEN);
  }

  @Override
  public ConsistencyModel model() {
    return ConsistencyModel.REPEAT_STATES;
  }
}
