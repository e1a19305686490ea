package io.stackstate.health.stream;

import io.stackstate.health.stream.StateReader.Sent;
import io.stackstate.model.health.CheckState;
import io.stackstate.model.health.SubStreamState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The states of a sub stream and what all models share; what differs is in {@link Snapshots},
 * {@link Expiry} and {@link Increments}. One thread.
 */
final class SubStream {
  private final String urn;
  private final String id;
  private final Map<String, CheckState> states = new LinkedHashMap<>();
  private final StateChanges changes;
  private final Activity activity;
  final Errors errors;

  SubStream(String urn, String id, StateChanges changes) {
    this(urn, id, changes, new Errors(List.of()), new Activity(List.of()));
  }

  private SubStream(String urn, String id, StateChanges changes, Errors errors, Activity activity) {
    this.urn = urn;
    this.id = id;
    this.changes = changes;
    this.errors = errors;
    this.activity = activity;
  }

  /** As it was when it was last kept; its states follow by {@link #restore}. */
  static SubStream of(SubStreamState kept, StateChanges changes) {
    return new SubStream(
        kept.urn(),
        kept.subStreamId(),
        changes,
        new Errors(kept.errors()),
        new Activity(kept.buckets()));
  }

  String id() {
    return id;
  }

  Activity activity() {
    return activity;
  }

  int size() {
    return states.size();
  }

  void restore(CheckState state) {
    states.put(state.checkStateId(), state);
  }

  /** Takes a state over; nothing happens when it is as it was. */
  void put(Sent.State sent, long now) {
    CheckState before = states.get(sent.id());
    boolean same = before != null && before.health() == sent.health();
    CheckState after =
        new CheckState(
            sent.id(),
            sent.name(),
            sent.health(),
            sent.identifier(),
            sent.message(),
            same ? before.since() : now);
    if (after.equals(before)) {
      return;
    }
    states.put(sent.id(), after);
    if (before == null) {
      activity.created(now);
    } else {
      activity.updated(now);
    }
    changes.changed(key(sent.id()), before, after);
  }

  /** Whether there was such a state. */
  boolean remove(String checkState, long now) {
    CheckState before = states.remove(checkState);
    if (before == null) {
      return false;
    }
    activity.deleted(now);
    changes.changed(key(checkState), before, null);
    return true;
  }

  /** Removes all states but these. */
  void retain(Set<String> kept, long now) {
    List<String> gone = new ArrayList<>();
    states.keySet().stream().filter(state -> !kept.contains(state)).forEach(gone::add);
    gone.forEach(state -> remove(state, now));
  }

  private StateKey key(String checkState) {
    return new StateKey(urn, id, checkState);
  }
}
