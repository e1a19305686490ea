package io.stackstate.health.stream;

import io.stackstate.health.outcome.Outcome;
import io.stackstate.health.outcome.StateRecord;
import io.stackstate.model.Topics;
import io.stackstate.model.health.CheckState;
import io.stackstate.model.health.HealthKey;
import io.stackstate.model.health.HealthStreamRequest;
import io.stackstate.model.health.StreamState;
import io.stackstate.model.health.SubStreamState;
import io.stackstate.model.intake.IntakeHealthMessage;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All health streams, folded from the intake (health sheet, section 4). What changes is collected
 * until {@link #take()}, so that it is stored together with the offsets of the messages that it
 * came from. One thread.
 */
public final class HealthStreams {
  private final StateChanges changes = this::changed;
  private final Map<String, HealthStream> streams = new LinkedHashMap<>();
  private final Map<String, Long> deletions = new HashMap<>();

  private final Map<StateKey, CheckState> states = new LinkedHashMap<>();
  private final Set<SubStreamKey> touched = new LinkedHashSet<>();
  private final Set<String> touchedStreams = new LinkedHashSet<>();
  private final StateChanges listener;

  /**
   * @param listener is told each change of a state when it happens
   */
  public HealthStreams(StateChanges listener) {
    this.listener = listener;
  }

  /** Which sub stream; {@code id} is empty for the default one. */
  public record SubStreamKey(String urn, String id) {}

  /**
   * What has changed since the last time; a null value says that the key is gone.
   *
   * @param states the check states
   */
  public record Taken(
      Map<String, StreamState> streams,
      Map<SubStreamKey, SubStreamState> subStreams,
      Map<StateKey, CheckState> states) {

    /** Puts the records that say so into what is to be written. */
    public void store(Outcome outcome) {
      streams.forEach((urn, value) -> store(outcome, HealthKey.stream(urn), value));
      subStreams.forEach(
          (key, value) -> store(outcome, HealthKey.subStream(key.urn(), key.id()), value));
      states.forEach(
          (key, value) ->
              store(
                  outcome, new HealthKey(key.urn(), key.subStreamId(), key.checkStateId()), value));
    }

    private static void store(Outcome outcome, HealthKey key, Object value) {
      outcome.record(StateRecord.json(Topics.HEALTH_STATES, key.toBytes(), value));
    }
  }

  /** Restores what was stored; streams first, then sub streams, then states. */
  public void restore(StreamState stream) {
    streams.put(stream.urn(), HealthStream.restore(stream, changes));
  }

  public void restore(SubStreamState subStream, long now) {
    HealthStream stream = streams.get(subStream.urn());
    if (stream != null) {
      stream.members.put(
          subStream.subStreamId(), Member.restore(subStream, stream.model(), changes, now));
    }
  }

  public void restore(StateKey key, CheckState state, long now) {
    HealthStream stream = streams.get(key.urn());
    Member member = stream == null ? null : stream.members.get(key.subStreamId());
    if (member != null) {
      member.restore(state, now);
      listener.changed(key, null, state);
    }
  }

  /** Folds one message of the intake. */
  public void apply(IntakeHealthMessage message, Origin origin) {
    String urn = message.stream().urn();
    HealthStream stream = streams.get(urn);
    if (stream == null) {
      long deletedBefore = deletions.getOrDefault(urn, 0L);
      stream = HealthStream.begin(message, origin.partition(), changes, deletedBefore);
      streams.put(urn, stream);
      touchedStreams.add(urn);
    }
    List<?> errors = stream.errors.list();
    String id = message.stream().subStreamId() == null ? "" : message.stream().subStreamId();
    stream.apply(message, origin);
    if (!errors.equals(stream.errors.list())) {
      touchedStreams.add(urn);
    }
    if (stream.members.containsKey(id)) {
      touched.add(new SubStreamKey(urn, id));
    }
  }

  /** Time passes: snapshots end, states and sub streams expire. To be called about each second. */
  public void tick(long now) {
    streams.forEach(
        (urn, stream) -> {
          List<?> errors = stream.errors.list();
          stream.tick(now).forEach(id -> touched.add(new SubStreamKey(urn, id)));
          if (!errors.equals(stream.errors.list())) {
            touchedStreams.add(urn);
          }
        });
  }

  /**
   * Does what people ask of a stream, once: a request that is seen again after a restart is known.
   */
  public void request(HealthStreamRequest request, long now) {
    deletions.merge(request.urn(), request.deletedAt(), Math::max);
    HealthStream stream = streams.get(request.urn());
    if (stream == null) {
      return;
    }
    if (stream.deletedBefore() < request.deletedAt()) {
      delete(request.urn(), stream, now);
    } else if (stream.clearErrors(request.errorsClearedAt())) {
      touch(request.urn(), stream);
    }
  }

  private void delete(String urn, HealthStream stream, long now) {
    touch(urn, stream);
    stream.removeStates(now);
    streams.remove(urn);
  }

  private void touch(String urn, HealthStream stream) {
    touchedStreams.add(urn);
    stream.members.keySet().forEach(id -> touched.add(new SubStreamKey(urn, id)));
  }

  /** Gives what has changed, once. */
  public Taken take() {
    Map<String, StreamState> changedStreams = new LinkedHashMap<>();
    Map<SubStreamKey, SubStreamState> changedSubStreams = new LinkedHashMap<>();
    for (String urn : touchedStreams) {
      HealthStream stream = streams.get(urn);
      changedStreams.put(urn, stream == null ? null : stream.state());
    }
    for (SubStreamKey key : touched) {
      HealthStream stream = streams.get(key.urn());
      Member member = stream == null ? null : stream.members.get(key.id());
      changedSubStreams.put(key, member == null ? null : member.state());
    }
    Taken taken = new Taken(changedStreams, changedSubStreams, new LinkedHashMap<>(states));
    touchedStreams.clear();
    touched.clear();
    states.clear();
    return taken;
  }

  /** Where reading a partition must begin after a restart when a snapshot is open; else -1. */
  public long openedAt(int partition) {
    return streams.values().stream()
        .flatMap(stream -> stream.members.values().stream())
        .filter(member -> member.partition() == partition && member.openedAt() >= 0)
        .mapToLong(Member::openedAt)
        .min()
        .orElse(-1);
  }

  private void changed(StateKey key, CheckState before, CheckState after) {
    states.put(key, after);
    listener.changed(key, before, after);
  }
}
