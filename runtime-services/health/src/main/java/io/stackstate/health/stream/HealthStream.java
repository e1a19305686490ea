package io.stackstate.health.stream;

import io.stackstate.health.stream.StateReader.Sent;
import io.stackstate.health.stream.StateReader.UnreadableException;
import io.stackstate.model.health.ConsistencyModel;
import io.stackstate.model.health.StreamState;
import io.stackstate.model.intake.HealthPayload;
import io.stackstate.model.intake.HealthPayload.CheckStates;
import io.stackstate.model.intake.HealthPayload.IntakeCheckState;
import io.stackstate.model.intake.HealthPayload.MainStreamExpiry;
import io.stackstate.model.intake.HealthPayload.MainStreamIncrement;
import io.stackstate.model.intake.HealthPayload.MainStreamStart;
import io.stackstate.model.intake.HealthPayload.SubStreamExpiry;
import io.stackstate.model.intake.HealthPayload.SubStreamIncrement;
import io.stackstate.model.intake.HealthPayload.SubStreamStart;
import io.stackstate.model.intake.IntakeHealthMessage;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One stream: its model, its sub streams, and the errors that belong to none of them. */
final class HealthStream {
  final Map<String, Member> members = new LinkedHashMap<>();
  final Errors errors;
  private final String urn;
  private final ConsistencyModel model;
  private final int partition;
  private final StateChanges changes;
  private final long deletedBefore;
  private long clearedBefore;

  private HealthStream(
      String urn,
      ConsistencyModel model,
      int partition,
      StateChanges changes,
      Errors errors,
      long deletedBefore) {
    this.urn = urn;
    this.model = model;
    this.partition = partition;
    this.changes = changes;
    this.errors = errors;
    this.deletedBefore = deletedBefore;
  }

  /**
   * A stream exists from its first message.
   *
   * @param deletedBefore the newest request to delete it so far, epoch milliseconds
   */
  static HealthStream begin(
      IntakeHealthMessage first, int partition, StateChanges changes, long deletedBefore) {
    return new HealthStream(
        first.stream().urn(),
        modelOf(first.payload(), ConsistencyModel.REPEAT_SNAPSHOTS),
        partition,
        changes,
        new Errors(List.of()),
        deletedBefore);
  }

  static HealthStream restore(StreamState state, StateChanges changes) {
    HealthStream stream =
        new HealthStream(
            state.urn(),
            state.consistencyModel(),
            state.partition(),
            changes,
            new Errors(state.globalErrors()),
            state.deletedBefore());
    stream.clearedBefore = state.clearedBefore();
    return stream;
  }

  ConsistencyModel model() {
    return model;
  }

  long deletedBefore() {
    return deletedBefore;
  }

  StreamState state() {
    return new StreamState(urn, model, partition, errors.list(), deletedBefore, clearedBefore);
  }

  void apply(IntakeHealthMessage message, Origin origin) {
    ConsistencyModel sent = modelOf(message.payload(), model);
    if (sent != model) {
      errors.raise(
          ErrorCode.STREAM_CONSISTENCY_MODEL_MISMATCH,
          "consistency_model: found "
              + sent
              + ", expected "
              + model
              + " as the stream began; delete the stream to change it");
      return;
    }
    errors.close(ErrorCode.STREAM_CONSISTENCY_MODEL_MISMATCH);
    String id = message.stream().subStreamId() == null ? "" : message.stream().subStreamId();
    Member member = members.get(id);
    if (member == null) {
      if (!opens(message.payload())) {
        errors.raise(
            ErrorCode.STREAM_MISSING_SUB_STREAM,
            id,
            "Sub stream \"" + id + "\" was not begun; expected " + opening() + " first");
        return;
      }
      member = Member.begin(urn, id, model, changes, origin);
      members.put(id, member);
    }
    errors.close(ErrorCode.STREAM_MISSING_SUB_STREAM, id);
    errors.close(ErrorCode.EXPIRED, id);
    if (member.hasRead(origin)) {
      readAgain(member, message.payload(), origin);
      return;
    }
    member.read(origin);
    member.sub.activity().message(origin.now(), origin.now() - message.collectionTimestamp());
    apply(member, message.payload(), origin);
  }

  private void apply(Member member, HealthPayload payload, Origin origin) {
    if (payload instanceof CheckStates states) {
      states(member, states.intakeCheckStates(), origin.now());
    } else if (member.rules instanceof Snapshots snapshots) {
      if (payload instanceof MainStreamStart start) {
        snapshots.start(
            start.repeatIntervalMs(), start.expiryIntervalMs(), origin.offset(), origin.now());
      } else if (payload instanceof SubStreamStart start) {
        snapshots.start(
            start.repeatIntervalMs(), start.expiryIntervalMs(), origin.offset(), origin.now());
      } else {
        snapshots.stop(origin.now());
      }
    } else if (member.rules instanceof Expiry expiry) {
      if (payload instanceof MainStreamExpiry sent) {
        expiry.announce(sent.repeatIntervalMs(), sent.expiryIntervalMs(), origin.now());
      } else if (payload instanceof SubStreamExpiry sent) {
        expiry.announce(sent.repeatIntervalMs(), sent.expiryIntervalMs(), origin.now());
      }
    } else if (member.rules instanceof Increments increments) {
      if (payload instanceof MainStreamIncrement sent) {
        increments.increment(sent.checkpoint(), sent.previous());
      } else if (payload instanceof SubStreamIncrement sent) {
        increments.increment(sent.checkpoint(), sent.previous());
      }
    }
  }

  private void states(Member member, List<IntakeCheckState> sent, long now) {
    boolean allReadable = !sent.isEmpty();
    for (IntakeCheckState state : sent) {
      try {
        member.rules.state(StateReader.read(urn, state.data()), now);
      } catch (UnreadableException e) {
        allReadable = false;
        member.sub.errors.raise(ErrorCode.TRANSFORMER_ERROR, e.getMessage());
      }
    }
    if (allReadable) {
      member.sub.errors.close(ErrorCode.TRANSFORMER_ERROR);
    }
  }

  /** After a restart: which states the open snapshot held is learned by reading it once more. */
  private void readAgain(Member member, HealthPayload payload, Origin origin) {
    if (member.rules instanceof Snapshots snapshots
        && payload instanceof CheckStates states
        && member.openedAt() >= 0
        && origin.offset() >= member.openedAt()) {
      for (IntakeCheckState state : states.intakeCheckStates()) {
        try {
          Sent sent = StateReader.read(urn, state.data());
          snapshots.seenAgain(sent.id());
        } catch (UnreadableException e) {
          // It was reported when it was read first, and is kept in the errors of the sub stream.
          continue;
        }
      }
    }
  }

  /** The ids of the sub streams that something happened to. */
  Set<String> tick(long now) {
    Set<String> touched = new LinkedHashSet<>();
    Iterator<Member> all = members.values().iterator();
    while (all.hasNext()) {
      Member member = all.next();
      Object before = member.sub.errors.list();
      int size = member.sub.size();
      long open = member.openedAt();
      if (member.rules.tick(now)) {
        member.sub.retain(Set.of(), now);
        all.remove();
        errors.raise(
            ErrorCode.EXPIRED,
            member.sub.id(),
            "Sub stream \"" + member.sub.id() + "\" was silent for longer than its expiry");
        touched.add(member.sub.id());
      } else if (!before.equals(member.sub.errors.list())
          || size != member.sub.size()
          || open != member.openedAt()) {
        touched.add(member.sub.id());
      }
    }
    return touched;
  }

  /** Closes all errors, unless that was done for this request. Returns whether it was done now. */
  boolean clearErrors(long requestedMillis) {
    if (requestedMillis <= clearedBefore) {
      return false;
    }
    clearedBefore = requestedMillis;
    errors.clear();
    members.values().forEach(member -> member.sub.errors.clear());
    return true;
  }

  void removeStates(long now) {
    members.values().forEach(member -> member.sub.retain(Set.of(), now));
  }

  private boolean opens(HealthPayload payload) {
    return payload instanceof MainStreamStart
        || payload instanceof SubStreamStart
        || payload instanceof MainStreamExpiry
        || payload instanceof SubStreamExpiry
        || payload instanceof MainStreamIncrement
        || payload instanceof SubStreamIncrement;
  }

  private String opening() {
    return switch (model) {
      case REPEAT_SNAPSHOTS -> "start_snapshot";
      case REPEAT_STATES -> "expiry";
      case TRANSACTIONAL_INCREMENTS -> "increment";
    };
  }

  /** What a message says of its model; stops say nothing that states did not. */
  private static ConsistencyModel modelOf(HealthPayload payload, ConsistencyModel otherwise) {
    if (payload instanceof MainStreamExpiry || payload instanceof SubStreamExpiry) {
      return ConsistencyModel.REPEAT_STATES;
    }
    if (payload instanceof MainStreamIncrement || payload instanceof SubStreamIncrement) {
      return ConsistencyModel.TRANSACTIONAL_INCREMENTS;
    }
    if (payload instanceof CheckStates states && states.consistencyModel() != null) {
      return ConsistencyModel.valueOf(states.consistencyModel());
    }
    return payload instanceof CheckStates ? otherwise : ConsistencyModel.REPEAT_SNAPSHOTS;
  }
}
