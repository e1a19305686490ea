package io.stackstate.automation.notify;

import io.stackstate.automation.handler.Listeners;
import io.stackstate.model.handler.EventHandlerSpec.Flap;
import io.stackstate.model.notification.GroupState;
import io.stackstate.model.notification.GroupState.Phase;
import io.stackstate.model.notification.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The groups of a handler, and which of them has which subject. For one thread. */
final class Groups {
  private final long handler;
  private final Map<String, Group> byKey = new LinkedHashMap<>();
  private final Subjects subjects;

  /** By the time at which they are to be looked at. */
  private final NavigableSet<Group> byTime =
      new TreeSet<>(
          Comparator.comparingLong((Group group) -> group.lookAt())
              .thenComparingLong(group -> group.order));

  /** How many groups there were. */
  private long made;

  private final RecentChanges recent = new RecentChanges();
  private final Set<String> changed = new LinkedHashSet<>();

  Groups(long handler, Listeners listeners) {
    this.handler = handler;
    this.subjects = new Subjects(handler, listeners);
  }

  void restore(GroupState state) {
    Group group = Group.of(state);
    add(group);
    group.members().forEach(member -> subjects.link(member.subject(), group));
  }

  void restore(String subject, List<Long> changes) {
    recent.restore(subject, changes);
  }

  /** The group that has a subject; null when none has. */
  Group of(String subject) {
    return subjects.of(subject);
  }

  /** The check states that are in groups, of an element by its subject. */
  List<String> states(String topic) {
    return subjects.states(topic);
  }

  /** The group with this key, which is made when there is none. */
  Group get(String key, long now) {
    Group known = byKey.get(key);
    if (known != null) {
      return known;
    }
    Group group = new Group(handler, key, now);
    add(group);
    return group;
  }

  private void add(Group group) {
    group.order = ++made;
    byKey.put(group.key, group);
    byTime.add(group);
  }

  /** Whether it is not gone. */
  boolean has(Group group) {
    return byKey.get(group.key) == group;
  }

  /** As they are now: the list does not change with them. */
  List<Group> all() {
    return List.copyOf(byKey.values());
  }

  /** Those that are to be looked at. */
  List<Group> due(long now) {
    List<Group> due = new ArrayList<>();
    for (Group group : byTime) {
      if (group.lookAt() > now) {
        break;
      }
      due.add(group);
    }
    return due;
  }

  /** Until this time a look at it changes nothing, unless something happens to it. */
  void lookAt(Group group, long at) {
    if (has(group)) {
      byTime.remove(group);
      group.lookAt(at);
      byTime.add(group);
    }
  }

  /** Adds a member to a group, or replaces it there. */
  void join(Group group, Member member, Flap flap, long now) {
    group.put(recent.recall(member), flap, now);
    subjects.link(member.subject(), group);
    changed(group);
    lookAt(group, 0);
    if (group.phase == Phase.CLOSING && member.active()) {
      group.phase = Phase.OPEN;
      group.since = now;
    }
  }

  /** Forgets members whose condition ended, when others go on. */
  void prune(Group group) {
    group.prune().forEach(subject -> subjects.unlink(subject, group));
  }

  void forget(Group group, Flap flap) {
    if (byKey.remove(group.key, group)) {
      byTime.remove(group);
    }
    recent.remember(group, flap);
    group.members().forEach(member -> subjects.unlink(member.subject(), group));
    changed(group);
  }

  /** Forgets what is too old to count as flapping. */
  void expire(Flap flap, long now) {
    recent.expire(flap, now);
  }

  /** It is to be stored, or that it is gone. */
  void changed(Group group) {
    changed.add(group.key);
  }

  /** Those that have changed since the last call, by key; empty for one that is gone. */
  Map<String, Optional<GroupState>> takeChanged() {
    Map<String, Optional<GroupState>> states = new LinkedHashMap<>();
    for (String key : changed) {
      states.put(key, Optional.ofNullable(byKey.get(key)).map(Group::state));
    }
    changed.clear();
    return states;
  }

  /** When subjects that are in no group have changed, as far as that is news. */
  Map<String, Optional<List<Long>>> takeRecent() {
    return recent.take();
  }

  long openCount() {
    return byKey.values().stream().filter(group -> group.phase != Phase.PENDING).count();
  }

  /** Whether nothing is to be stored. */
  boolean quiet() {
    return changed.isEmpty() && recent.quiet();
  }

  /** Whether there is nothing to decide. */
  boolean idle() {
    return byKey.isEmpty() && recent.isEmpty();
  }
}
