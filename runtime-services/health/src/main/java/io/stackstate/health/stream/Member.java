package io.stackstate.health.stream;

import io.stackstate.health.stream.Rules.Kept;
import io.stackstate.model.health.CheckState;
import io.stackstate.model.health.ConsistencyModel;
import io.stackstate.model.health.SubStreamState;

/** A sub stream with the rules of its stream's model, and how far its messages were read. */
final class Member {
  final SubStream sub;
  final Rules rules;
  private final String urn;
  private final int partition;
  private long offset = -1;

  private Member(String urn, SubStream sub, Rules rules, int partition) {
    this.urn = urn;
    this.sub = sub;
    this.rules = rules;
    this.partition = partition;
  }

  static Member begin(
      String urn, String id, ConsistencyModel model, StateChanges changes, Origin origin) {
    SubStream sub = new SubStream(urn, id, changes);
    Rules rules =
        switch (model) {
          case REPEAT_SNAPSHOTS -> new Snapshots(sub, origin.now());
          case REPEAT_STATES -> new Expiry(sub, origin.now());
          case TRANSACTIONAL_INCREMENTS -> new Increments(sub);
        };
    return new Member(urn, sub, rules, origin.partition());
  }

  static Member restore(
      SubStreamState state, ConsistencyModel model, StateChanges changes, long now) {
    SubStream sub = SubStream.of(state, changes);
    Kept kept =
        new Kept(
            state.repeatIntervalMs(),
            state.expiryIntervalMs(),
            state.checkpoint(),
            state.openedAt());
    Rules rules =
        switch (model) {
          case REPEAT_SNAPSHOTS -> Snapshots.of(sub, kept, now);
          case REPEAT_STATES -> Expiry.of(sub, kept, now);
          case TRANSACTIONAL_INCREMENTS -> Increments.of(sub, kept);
        };
    Member member = new Member(state.urn(), sub, rules, state.partition());
    member.offset = state.offset();
    return member;
  }

  void restore(CheckState state, long now) {
    sub.restore(state);
    if (rules instanceof Expiry expiry) {
      expiry.restored(state.checkStateId(), now);
    }
  }

  /** Whether this message was read before a restart. */
  boolean hasRead(Origin origin) {
    return origin.partition() == partition && origin.offset() <= offset;
  }

  void read(Origin origin) {
    offset = origin.offset();
  }

  int partition() {
    return partition;
  }

  /** The offset from which the intake must be read again after a restart, or -1. */
  long openedAt() {
    return rules.kept().openedAt();
  }

  SubStreamState state() {
    Kept kept = rules.kept();
    return new SubStreamState(
        urn,
        sub.id(),
        kept.repeatMillis(),
        kept.expiryMillis(),
        kept.checkpoint(),
        kept.openedAt(),
        partition,
        offset,
        sub.size(),
        sub.errors.list(),
        sub.activity().buckets());
  }
}
