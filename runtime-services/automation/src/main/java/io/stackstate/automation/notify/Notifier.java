package io.stackstate.automation.notify;

import io.stackstate.automation.handler.Facts;
import io.stackstate.automation.handler.Handler;
import io.stackstate.automation.handler.HandlerIndex;
import io.stackstate.automation.handler.Listeners;
import io.stackstate.automation.handler.Surroundings;
import io.stackstate.automation.handler.Surroundings.Monitor;
import io.stackstate.automation.output.CloseReason;
import io.stackstate.automation.output.Transition;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.handler.EventHandlerSpec;
import io.stackstate.model.notification.GroupState;
import io.stackstate.model.notification.GroupState.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The notifications of one handler (health sheet, section 13.3 item 1): Pending, Open, Closing,
 * gone. Signals say what holds; {@link #tick} decides what is told of it at a time. For one thread.
 */
public final class Notifier {
  /** Without it a dependent would be told before it is known what it depends on. */
  private static final long PROBLEM_MILLIS = 2_000;

  private final Supplier<UUID> ids;
  private final Groups groups;
  private final Membership members;
  private final Map<String, Long> suppressed = new HashMap<>();
  private final Rate rate = new Rate();
  private final List<Message> messages = new ArrayList<>();
  private Handler handler;

  /**
   * @param ids makes the ids of notifications
   * @param listeners is told which subjects are looked at
   */
  public Notifier(Handler handler, Supplier<UUID> ids, Listeners listeners) {
    this.handler = handler;
    this.ids = ids;
    this.groups = new Groups(handler.id(), listeners);
    this.members = new Membership(groups);
  }

  /**
   * What has changed since the last call; empty for what is gone.
   *
   * @param groups by key
   * @param recent when subjects that are in no group have changed
   */
  public record Taken(
      List<Message> messages,
      Map<String, Optional<GroupState>> groups,
      Map<String, Optional<List<Long>>> recent) {}

  public Handler handler() {
    return handler;
  }

  /** Takes over what was stored. */
  public void restore(GroupState state) {
    groups.restore(state);
  }

  /** Likewise, when a subject that is in no group has changed. */
  public void restore(String subject, List<Long> changes) {
    groups.restore(subject, changes);
  }

  /** What an event says. */
  public void occur(HandlerIndex.Match match, Surroundings around, long now) {
    long same = members.occur(handler.spec(), match, around, now);
    if (same > 0) {
      suppressed.merge(Suppression.SAME, same, Long::sum);
    }
  }

  /** Ends what the topology does not have any more, or the scope does not. */
  public void reconsider(Surroundings around, long now) {
    members.reconsider(handler.spec(), around, now);
  }

  /**
   * An unhealthy element has changed: when it, or its problem, came into the scope by that, it is
   * told of.
   */
  public void moved(Facts facts, Surroundings before, Surroundings after, long now) {
    members.moved(handler.spec(), facts, before, after, now);
  }

  /** Likewise for what a monitor says, when that was another one before. */
  public void monitorChanged(long id, Optional<Monitor> before, Surroundings around, long now) {
    members.monitorChanged(handler.spec(), id, before, around, now);
  }

  /** A view is gone, or its health is switched off. */
  public void viewGone(long view, Surroundings around, long now) {
    members.viewGone(handler.spec(), view, around, now);
  }

  /** The handler is new: what is unhealthy already is told of, when it asks for that. */
  public void existing(Surroundings around, long now) {
    members.existing(handler.spec(), around, now);
  }

  /**
   * The handler is executed again, and all events of the time in between are read: what holds and
   * is told by none of its notifications came into its scope without an event.
   */
  public void resumed(Surroundings around, long now) {
    members.resumed(handler.spec(), around, now);
  }

  /** The handler was changed: what it does not look at any more ends. */
  public void replace(Handler next, Surroundings around, long now) {
    replace(next, Optional.of(handler.spec()), around, now);
  }

  /**
   * The handler is executed again after a restart: what it does not look at any more ends.
   *
   * @param same whether it is as it was before
   */
  public void restarted(boolean same, Surroundings around, long now) {
    replace(handler, same ? Optional.of(handler.spec()) : Optional.empty(), around, now);
  }

  private void replace(
      Handler next, Optional<EventHandlerSpec> before, Surroundings around, long now) {
    Set<String> names = new LinkedHashSet<>();
    next.spec().outputs().forEach(output -> names.add(output.name()));
    for (Group group : groups.all()) {
      added(group, names, before);
      Set<String> removed = new LinkedHashSet<>(group.outputs);
      removed.removeAll(names);
      if (!removed.isEmpty()) {
        tell(group, Transition.CLOSE, CloseReason.CHANNEL_REMOVED, removed, now);
        group.outputs.removeAll(removed);
      }
    }
    EventHandlerSpec old = handler.spec();
    handler = next;
    groups.all().forEach(group -> groups.lookAt(group, 0));
    members.retain(before, next.spec(), around, now);
    members.changed(old, next.spec(), around, now);
  }

  /** What is open already is to be told to outputs that are new. */
  private static void added(Group group, Set<String> names, Optional<EventHandlerSpec> before) {
    group.added.retainAll(names);
    if (group.phase != Phase.PENDING) {
      Set<String> fresh = new LinkedHashSet<>(names);
      before.ifPresent(old -> old.outputs().forEach(output -> fresh.remove(output.name())));
      group.added.addAll(fresh);
    }
  }

  /** The handler is gone: all that is open closes now. */
  public void close(CloseReason reason, long now) {
    for (Group group : groups.all()) {
      if (group.phase != Phase.PENDING) {
        tell(group, Transition.CLOSE, reason, group.outputs, now);
      }
      forget(group);
    }
  }

  /** Somebody looks after a notification; false when none of the handler has this id. */
  public boolean acknowledge(String notificationId, String by) {
    for (Group group : groups.all()) {
      if (notificationId.equals(group.notificationId)) {
        group.acknowledgedBy = by;
        groups.lookAt(group, 0);
        groups.changed(group);
        return true;
      }
    }
    return false;
  }

  /** Decides what is told at this time. */
  public void tick(Surroundings around, long now) {
    Suppression suppression = new Suppression(handler, around, now);
    groups.expire(handler.spec().flap(), now);
    if (handler.spec().digest() && rate.left(handler.spec().perMinute(), now)) {
      Digest.gather(groups, handler.spec().flap(), now);
    }
    for (Group group : groups.due(now)) {
      if (groups.has(group)) {
        step(group, suppression, around, now);
        groups.lookAt(group, Schedule.next(group, handler.spec(), patience(), now));
      }
    }
  }

  private void step(Group group, Suppression suppression, Surroundings around, long now) {
    if (group.phase == Phase.PENDING) {
      pending(group, suppression, around, now);
    } else if (group.anyActive()) {
      open(group, suppression, around, now);
    } else if (!group.flapping(handler.spec().flap(), now)) {
      closing(group, now);
    }
  }

  private void pending(Group group, Suppression suppression, Surroundings around, long now) {
    if (!group.anyActive()) {
      forget(group);
      return;
    }
    if (now < group.since + patience()) {
      return;
    }
    if (members.regroup(handler.spec(), group, around, now)) {
      return;
    }
    String reason = suppression.of(group);
    if (reason == null && !rate.take(handler.spec().perMinute(), now)) {
      reason = Suppression.RATE;
    }
    if (reason == null) {
      group.phase = Phase.OPEN;
      group.since = now;
      group.openedAt = now;
      group.notificationId = ids.get().toString();
      tell(group, Transition.OPEN, null, recipients(around, now).wanting(group), now);
      if (group.momentary()) {
        forget(group);
      }
    } else {
      hold(group, reason);
      if (reason.equals(Suppression.RATE) && !handler.spec().digest()) {
        forget(group);
      }
    }
  }

  private long patience() {
    EventHandlerSpec spec = handler.spec();
    long patience = Math.max(spec.hold().toMillis(), spec.grouping().waiting().toMillis());
    return spec.muteDependents() ? Math.max(patience, PROBLEM_MILLIS) : patience;
  }

  private void open(Group group, Suppression suppression, Surroundings around, long now) {
    EventHandlerSpec spec = handler.spec();
    boolean flapping = group.flapping(spec.flap(), now);
    HealthState state = flapping ? HealthState.FLAPPING : group.worst();
    boolean news = !group.news(flapping).equals(group.told);
    boolean worse = group.toldState != null && state.compareTo(group.toldState) > 0;
    boolean mayTell = worse || now >= group.toldAt + spec.grouping().interval().toMillis();
    long repeat = spec.grouping().repeat().toMillis();
    boolean again = repeat > 0 && group.acknowledgedBy == null && now >= group.toldAt + repeat;
    boolean change = news && mayTell;
    Recipients recipients = recipients(around, now);
    Set<String> late = recipients.late(group);
    late.addAll(recipients.added(group));
    if (!change && !again && late.isEmpty()) {
      return;
    }
    String reason = suppression.of(group);
    if (reason == null && !rate.take(spec.perMinute(), now)) {
      reason = Suppression.RATE;
    }
    if (reason != null) {
      hold(group, reason);
      return;
    }
    groups.prune(group);
    Set<String> wanting = change ? recipients.wanting(group) : late;
    wanting.removeAll(group.outputs);
    if (change || again) {
      tell(group, Transition.UPDATE, null, Set.copyOf(group.outputs), now);
      open(group, wanting, now);
    } else {
      openLate(group, wanting, now);
    }
  }

  private void open(Group group, Set<String> wanting, long now) {
    if (!wanting.isEmpty()) {
      tell(group, Transition.OPEN, null, wanting, now);
    }
  }

  /** To the outputs that know of it already, what is news to them stays so. */
  private void openLate(Group group, Set<String> wanting, long now) {
    String told = group.told;
    long toldAt = group.toldAt;
    HealthState toldState = group.toldState;
    open(group, wanting, now);
    group.told = told;
    group.toldAt = toldAt;
    group.toldState = toldState;
  }

  private void closing(Group group, long now) {
    if (group.phase == Phase.OPEN) {
      group.phase = Phase.CLOSING;
      group.since = now;
      groups.changed(group);
    }
    if (now >= group.since + handler.spec().keepFor().toMillis()) {
      tell(group, Transition.CLOSE, Reasons.of(group), group.outputs, now);
      forget(group);
    }
  }

  private void tell(
      Group group, Transition transition, CloseReason reason, Set<String> outputs, long now) {
    boolean flapping = group.flapping(handler.spec().flap(), now);
    group.sequence++;
    group.toldAt = now;
    group.told = group.news(flapping);
    group.toldState = flapping ? HealthState.FLAPPING : group.worst();
    group.suppressed = null;
    if (transition == Transition.OPEN) {
      group.outputs.addAll(outputs);
    }
    groups.changed(group);
    if (!outputs.isEmpty()) {
      messages.add(new Message(group.state(), transition, reason, flapping, outputs));
    }
  }

  private Recipients recipients(Surroundings around, long now) {
    return new Recipients(handler.spec().outputs(), around, now);
  }

  private void hold(Group group, String reason) {
    if (!reason.equals(group.suppressed)) {
      group.suppressed = reason;
      suppressed.merge(reason, 1L, Long::sum);
      groups.changed(group);
    }
  }

  private void forget(Group group) {
    groups.forget(group, handler.spec().flap());
  }

  /** What is to be stored and sent. */
  public Taken take() {
    Taken taken = new Taken(List.copyOf(messages), groups.takeChanged(), groups.takeRecent());
    messages.clear();
    return taken;
  }

  /** What holds and is not told yet, in the order in which it came. */
  public List<Upcoming> upcoming(Surroundings around, long now) {
    return Upcoming.of(groups, patience(), recipients(around, now), ids);
  }

  /** How many messages were held back, by reason. */
  public Map<String, Long> suppressed() {
    return Map.copyOf(suppressed);
  }

  /** How many notifications are open. */
  public long openCount() {
    return groups.openCount();
  }

  /** Whether {@link #take} would say nothing. */
  public boolean quiet() {
    return messages.isEmpty() && groups.quiet();
  }

  /** Whether it has nothing to decide. */
  public boolean idle() {
    return groups.idle();
  }
}
