package io.stackstate.automation.notify;

import io.stackstate.model.change.HealthState;
import io.stackstate.model.handler.EventHandlerSpec.Flap;
import io.stackstate.model.notification.GroupState;
import io.stackstate.model.notification.GroupState.Phase;
import io.stackstate.model.notification.Member;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A group while it is worked on. For one thread. */
final class Group {
  final long handler;
  final String key;
  Phase phase;
  long since;
  String notificationId;
  int sequence;
  long openedAt;
  long toldAt;
  String told;
  HealthState toldState;
  final Set<String> outputs = new LinkedHashSet<>();
  String suppressed;
  String acknowledgedBy;

  /** Outputs that its handler got while it was open; not stored. */
  final Set<String> added = new LinkedHashSet<>();

  /** Which came first, of those that are to be looked at; set once. */
  long order;

  /** Until then a look at it changes nothing, unless something happens to it; not stored. */
  private long lookAt;

  private final Map<String, Member> members = new LinkedHashMap<>();

  Group(long handler, String key, long since) {
    this.handler = handler;
    this.key = key;
    this.phase = Phase.PENDING;
    this.since = since;
  }

  static Group of(GroupState state) {
    Group group = new Group(state.handler(), state.key(), state.since());
    group.phase = state.phase();
    group.notificationId = state.notificationId();
    group.sequence = state.sequence();
    group.openedAt = state.openedAt();
    group.toldAt = state.toldAt();
    group.told = state.told();
    group.toldState = state.toldState();
    group.outputs.addAll(state.outputs());
    group.suppressed = state.suppressed();
    group.acknowledgedBy = state.acknowledgedBy();
    state.members().forEach(member -> group.members.put(member.subject(), member));
    return group;
  }

  long lookAt() {
    return lookAt;
  }

  /** Only while it is in no order by this time. */
  void lookAt(long at) {
    lookAt = at;
  }

  GroupState state() {
    return new GroupState(
        handler,
        key,
        phase,
        since,
        notificationId,
        sequence,
        openedAt,
        toldAt,
        told,
        toldState,
        List.copyOf(outputs),
        suppressed,
        acknowledgedBy,
        List.copyOf(members.values()));
  }

  Collection<Member> members() {
    return List.copyOf(members.values());
  }

  List<Member> active() {
    return members.values().stream().filter(Member::active).toList();
  }

  boolean anyActive() {
    return members.values().stream().anyMatch(Member::active);
  }

  Member member(String subject) {
    return members.get(subject);
  }

  /** Adds or replaces a member, and remembers when it changed. */
  void put(Member next, Flap flap, long now) {
    Member before = members.get(next.subject());
    List<Long> changes = new ArrayList<>(before == null ? next.changes() : before.changes());
    boolean news =
        before == null || before.active() != next.active() || before.state() != next.state();
    if (news && flap.changes() > 0) {
      changes.add(now);
      changes.removeIf(at -> at + flap.window().toMillis() < now);
      while (changes.size() > flap.changes()) {
        changes.remove(0);
      }
    }
    boolean continues = before != null && before.active() && next.active();
    members.put(next.subject(), (continues ? since(next, before.since()) : next).changed(changes));
  }

  private static Member since(Member member, long since) {
    return new Member(
        member.subject(),
        member.element(),
        member.state(),
        member.active(),
        since,
        member.title(),
        member.reason(),
        member.checks(),
        member.problem(),
        member.nodes(),
        member.changes(),
        member.ended(),
        member.cause());
  }

  Member remove(String subject) {
    return members.remove(subject);
  }

  /** Forgets members whose condition ended, when others go on; their subjects. */
  List<String> prune() {
    if (!anyActive()) {
      return List.of();
    }
    List<String> ended =
        members.values().stream()
            .filter(member -> !member.active() && member.changes().isEmpty())
            .map(Member::subject)
            .toList();
    ended.forEach(members::remove);
    return ended;
  }

  /** The most severe state of those that are active, or of all when none is. */
  HealthState worst() {
    return members.values().stream()
        .filter(member -> member.active() || !anyActive())
        .map(Member::state)
        .max(Comparator.naturalOrder())
        .orElse(HealthState.UNKNOWN);
  }

  boolean flapping(Flap flap, long now) {
    return flap.changes() > 0
        && members.values().stream()
            .map(Member::changes)
            .anyMatch(
                changes ->
                    changes.size() >= flap.changes()
                        && changes.get(changes.size() - 1) + flap.window().toMillis() >= now);
  }

  /** Whether all that it holds happened once and has no end. */
  boolean momentary() {
    return !members.isEmpty()
        && members.keySet().stream().allMatch(subject -> subject.startsWith("event:"));
  }

  /** What a message would say, as far as a change of it is news. */
  String news(boolean flapping) {
    if (flapping) {
      return HealthState.FLAPPING.name();
    }
    StringBuilder news = new StringBuilder(worst().name());
    active().stream()
        .sorted(Comparator.comparing(Member::subject))
        .forEach(
            member ->
                news.append('|')
                    .append(member.subject())
                    .append('=')
                    .append(member.title() == null ? "" : member.title())
                    .append('@')
                    .append(member.element()));
    return Integer.toHexString(news.toString().hashCode()) + ":" + worst();
  }
}
