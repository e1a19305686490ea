package io.stackstate.automation.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.engine.EntryKey.OutputKey;
import io.stackstate.automation.handler.Facts;
import io.stackstate.automation.handler.Handler;
import io.stackstate.automation.handler.HandlerIndex;
import io.stackstate.automation.handler.Occurrence;
import io.stackstate.automation.handler.Surroundings;
import io.stackstate.automation.handler.Surroundings.Monitor;
import io.stackstate.automation.notify.Message;
import io.stackstate.automation.notify.Notifier;
import io.stackstate.automation.output.CloseReason;
import io.stackstate.automation.output.Links;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Notification.Link;
import io.stackstate.automation.output.Outcome;
import io.stackstate.model.Json;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.handler.OutputSpec;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.model.notification.DeadLetter;
import io.stackstate.model.notification.GroupState;
import io.stackstate.model.notification.NotificationKey;
import io.stackstate.model.notification.NotificationKey.Kind;
import io.stackstate.model.notification.RecentChanges;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * All event handlers. What comes in changes it, and {@link #take} says what is to be stored before
 * anything is sent; {@link #due} says what may be sent then. For one thread.
 */
public final class Engine {
  private final Records records = new Records();
  private final HandlerIndex index = new HandlerIndex();
  private final Map<Long, Notifier> notifiers = new LinkedHashMap<>();
  private final Map<Long, Map<String, GroupState>> restored = new HashMap<>();
  private final Map<Long, Map<String, List<Long>>> recent = new HashMap<>();
  private final Set<OutputKey> leaving = new LinkedHashSet<>();
  private final Outbox outbox;
  private final Statuses statuses = new Statuses(records);
  private final Silences silences = new Silences(records);
  private final Renderer renderer;
  private final AcknowledgeLinks acknowledge;
  private final Supplier<UUID> ids;

  /**
   * @param ids makes the ids of notifications
   */
  public Engine(Links links, AcknowledgeLinks acknowledge, RetryPolicy retry, Supplier<UUID> ids) {
    this.acknowledge = acknowledge;
    this.outbox = new Outbox(retry, records);
    this.renderer = new Renderer(links);
    this.ids = ids;
  }

  /** Takes over what was stored; before handlers are defined. */
  public void restore(NotificationKey key, byte[] value) {
    new Restoration(outbox, statuses, silences, restored, recent).of(key, value);
  }

  public Outbox outbox() {
    return outbox;
  }

  public Silences silences() {
    return silences;
  }

  /** The handlers that are executed. */
  public List<Handler> handlers() {
    return index.all();
  }

  public Optional<Handler> handler(long id) {
    return index.get(id);
  }

  /** A handler is there, or is another one now. */
  public void define(Handler handler, List<String> notExecuted, Surroundings around, long now) {
    index.put(handler);
    leaving.addAll(outbox.outputsOf(handler.id()));
    Definitions.outputs(handler)
        .forEach(
            (name, status) -> {
              OutputKey key = new OutputKey(handler.id(), name);
              leaving.remove(key);
              outbox.define(key, status);
            });
    Notifier notifier = notifiers.get(handler.id());
    if (notifier == null) {
      start(handler, around, now);
    } else {
      notifier.replace(handler, around, now);
    }
    statuses.define(handler, notExecuted);
  }

  private void start(Handler handler, Surroundings around, long now) {
    Notifier notifier = restored(handler);
    notifiers.put(handler.id(), notifier);
    boolean same = statuses.knows(handler);
    notifier.restarted(same, around, now);
    if (!same) {
      notifier.existing(around, now);
    }
  }

  private Notifier restored(Handler handler) {
    Notifier notifier = new Notifier(handler, ids, index.listeners());
    Optional.ofNullable(restored.remove(handler.id()))
        .map(Map::values)
        .orElse(List.of())
        .forEach(notifier::restore);
    Optional.ofNullable(recent.remove(handler.id())).orElse(Map.of()).forEach(notifier::restore);
    return notifier;
  }

  /**
   * A monitor may be another one now: what it says of elements is told by handlers that did not
   * want it before.
   *
   * @param before empty when there was none with this id
   */
  public void monitorChanged(long id, Optional<Monitor> before, Surroundings around, long now) {
    if (before.equals(around.monitor(id))) {
      return;
    }
    for (Notifier notifier : notifiers.values()) {
      notifier.monitorChanged(id, before, around, now);
    }
  }

  /** A handler cannot be executed; what it had open closes. */
  public void invalid(long id, String version, String problem, Surroundings around, long now) {
    withdraw(id, CloseReason.CONFIG_CHANGED, around, now);
    statuses.invalid(id, version, problem);
  }

  /** A handler is gone; what it had open closes. */
  public void remove(long id, Surroundings around, long now) {
    withdraw(id, CloseReason.CONFIG_REMOVED, around, now);
    statuses.remove(id);
  }

  private void withdraw(long id, CloseReason reason, Surroundings around, long now) {
    Map<String, GroupState> groups = restored.remove(id);
    Notifier notifier = notifiers.remove(id);
    if (notifier == null && groups != null) {
      notifier = new Notifier(Definitions.gone(id), ids, index.listeners());
      groups.values().forEach(notifier::restore);
    }
    if (notifier != null) {
      notifier.close(reason, now);
      collect(notifier, around, now);
    }
    Optional.ofNullable(recent.remove(id)).orElse(Map.of()).keySet().stream()
        .map(subject -> NotificationKey.of(Kind.RECENT, Long.toString(id), subject))
        .forEach(records::delete);
    index.remove(id);
    leaving.addAll(outbox.outputsOf(id));
  }

  /** All handlers are defined: those that only the state knows are gone. */
  public void settled(Surroundings around, long now) {
    Set<Long> gone = new LinkedHashSet<>(restored.keySet());
    gone.addAll(recent.keySet());
    for (long id : gone) {
      remove(id, around, now);
    }
    for (long id : statuses.unknown(notifiers.keySet())) {
      remove(id, around, now);
    }
  }

  /** What an event says to the handlers that may want it; their scopes are not looked at. */
  public List<HandlerIndex.Match> matches(TopologyEvent event, Surroundings around) {
    return index.matches(Occurrence.of(Elements.find(event, around)), around);
  }

  /** Something happened, by what {@link #matches} says of it. */
  public void occur(List<HandlerIndex.Match> matches, Surroundings around, long now) {
    for (HandlerIndex.Match match : matches) {
      notifiers.get(match.handler().id()).occur(match, around, now);
    }
  }

  /**
   * Elements have changed: those that are unhealthy and came into the scope of a handler by that
   * are told of.
   */
  public void moved(Set<Long> elements, Surroundings before, Surroundings after, long now) {
    for (long element : elements) {
      Optional<Facts> facts = after.facts(element);
      if (facts.isPresent() && unhealthy(facts.get(), after)) {
        for (long id : index.ofComponent(facts.get())) {
          notifiers.get(id).moved(facts.get(), before, after, now);
        }
      }
    }
  }

  /** A view is gone, or its health is switched off: what is told of it ends. */
  public void viewGone(long view, Surroundings around, long now) {
    for (Notifier notifier : notifiers.values()) {
      notifier.viewGone(view, around, now);
    }
  }

  /** The views that notifications tell of. */
  public Set<Long> viewsTold() {
    return index.listeners().views();
  }

  private static boolean unhealthy(Facts facts, Surroundings around) {
    return facts.health().compareTo(HealthState.DEVIATING) >= 0
        || around.propagated(facts.id()).compareTo(HealthState.DEVIATING) >= 0;
  }

  /**
   * All events of the time before the start are read: what came into the scope of a handler while
   * nobody looked is told of.
   */
  public void resumed(Surroundings around, long now) {
    for (Notifier notifier : notifiers.values()) {
      notifier.resumed(around, now);
    }
  }

  /** How often something was not told since the last call, by reason. */
  public Map<String, Long> takeSuppressed() {
    return statuses.takeSuppressed();
  }

  /** Somebody looks after a notification; false when none is open with this id. */
  public boolean acknowledge(String notificationId, String by) {
    boolean found = false;
    for (Notifier notifier : notifiers.values()) {
      found |= notifier.acknowledge(notificationId, by);
    }
    return found;
  }

  /** Tries dead letters again and says how many. */
  public int redrive(Predicate<DeadLetter> wanted, long now) {
    List<DeadLetter> letters = outbox.dead().take(wanted);
    letters.forEach(letter -> outbox.redrive(DeadLetters.key(letter), letter, now));
    return letters.size();
  }

  /**
   * Decides what is told at this time.
   *
   * @param changed whether the topology has changed since the last call
   */
  public void tick(Surroundings around, boolean changed, long now) {
    silences.tick(now);
    statuses.tick(now);
    for (Notifier notifier : notifiers.values()) {
      if (!notifier.idle()) {
        if (changed) {
          notifier.reconsider(around, now);
        }
        notifier.tick(around, now);
      }
      if (!notifier.quiet()) {
        collect(notifier, around, now);
      }
    }
    retire();
  }

  /** Outputs that no handler has are kept until their receivers have all. */
  private void retire() {
    leaving.removeIf(outbox::retire);
  }

  private void collect(Notifier notifier, Surroundings around, long now) {
    long id = notifier.handler().id();
    Notifier.Taken taken = notifier.take();
    for (Message message : taken.messages()) {
      send(message, notifier.handler(), around, now);
    }
    taken
        .groups()
        .forEach(
            (key, state) -> {
              NotificationKey stored = NotificationKey.of(Kind.GROUP, Long.toString(id), key);
              state.ifPresentOrElse(s -> records.put(stored, s), () -> records.delete(stored));
            });
    taken
        .recent()
        .forEach(
            (subject, changes) -> {
              NotificationKey stored = NotificationKey.of(Kind.RECENT, Long.toString(id), subject);
              changes.ifPresentOrElse(
                  times -> records.put(stored, new RecentChanges(times)),
                  () -> records.delete(stored));
            });
    statuses.suppressed(id, notifier.suppressed());
  }

  private void send(Message message, Handler handler, Surroundings around, long now) {
    Notification notification = renderer.of(message, handler, around);
    for (String output : message.outputs()) {
      Optional<OutputSpec> spec =
          handler.spec().outputs().stream().filter(o -> o.name().equals(output)).findFirst();
      if (spec.filter(Engine::beats).isPresent()) {
        continue;
      }
      ObjectNode json = Json.mapper().valueToTree(notification);
      spec.flatMap(each -> link(message, handler, each, now))
          .ifPresent(link -> json.withArray("/links").add(Json.mapper().valueToTree(link)));
      EntryKey key = new EntryKey(handler.id(), output, message.group().notificationId());
      outbox.put(key, json, message.group().sequence(), ends(message), now);
    }
  }

  /** What somebody looks after already, or has ended, is not to be acknowledged. */
  private Optional<Link> link(Message message, Handler handler, OutputSpec output, long now) {
    if (ends(message) || message.group().acknowledgedBy() != null) {
      return Optional.empty();
    }
    return acknowledge.of(message.group().notificationId(), handler.name(), output, now);
  }

  /** Heartbeats call at their interval, whatever happens. */
  private static boolean beats(OutputSpec output) {
    return output.kind().equals("heartbeat");
  }

  /** Whether no message of the notification follows: what happened once has no end to tell of. */
  private static boolean ends(Message message) {
    return message.closeReason() != null
        || message.group().members().stream().allMatch(m -> m.subject().startsWith("event:"));
  }

  /**
   * The messages that may be sent, once what {@link #take} said is stored.
   *
   * @param perOutput how many are on their way to one output at most
   * @param most how many are on their way at all
   */
  public List<Outbox.Due> due(long now, int perOutput, int most) {
    return outbox.due(now, perOutput, most);
  }

  /** What became of a message. */
  public void finished(EntryKey key, JsonNode message, Outcome outcome, long now) {
    outbox.finished(key, message, outcome, now);
  }

  /** Remembers what came of a request, for some minutes. */
  public void result(String requestId, String error, JsonNode result, long now) {
    statuses.result(requestId, error, result, now);
  }

  /** What is to be stored; an empty value deletes. */
  public Map<NotificationKey, Optional<byte[]>> take() {
    return records.take();
  }

  /** How many notifications are open. */
  public long open() {
    return notifiers.values().stream().mapToLong(Notifier::openCount).sum();
  }
}
