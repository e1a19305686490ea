package io.stackstate.automation.handler;

import io.stackstate.model.handler.Trigger;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.model.notification.Cause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The handlers by what they react to and, when their scope names tags, by those, so that an event
 * meets those that may want it and hardly any others. For one thread.
 */
public final class HandlerIndex {
  private static final String ANY = "any";

  /** Ends the keys of handlers for some tags, for what tags say nothing of. */
  private static final String ALL_TAGS = "|*";

  private final Map<Long, Handler> handlers = new HashMap<>();
  private final Map<String, Set<Long>> byTrigger = new HashMap<>();
  private final Listeners listeners = new Listeners();

  /**
   * What an event says for a handler; its scope is not looked at.
   *
   * @param signals at most one, unless the handler asks for single check states
   * @param rest the subject of which nothing else holds any more; null when the event does not say
   *     all of it
   * @param cause the event
   */
  public record Match(Handler handler, List<Signal> signals, String rest, Cause cause) {}

  /** Adds a handler, or replaces the one with its id. */
  public void put(Handler handler) {
    remove(handler.id());
    handlers.put(handler.id(), handler);
    for (String key : keys(handler)) {
      byTrigger.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(handler.id());
    }
  }

  /** Who wants to hear more of a subject, whatever its tags are now. */
  public Listeners listeners() {
    return listeners;
  }

  public void remove(long id) {
    Handler old = handlers.remove(id);
    if (old == null) {
      return;
    }
    for (String key : keys(old)) {
      Set<Long> ids = byTrigger.get(key);
      if (ids != null && ids.remove(id) && ids.isEmpty()) {
        byTrigger.remove(key);
      }
    }
  }

  public Optional<Handler> get(long id) {
    return Optional.ofNullable(handlers.get(id));
  }

  public List<Handler> all() {
    return List.copyOf(handlers.values());
  }

  /**
   * What the event says for the first trigger of each handler that it says something for.
   *
   * @param around says which tags its elements have
   */
  public List<Match> matches(Occurrence occurrence, Surroundings around) {
    Set<Long> candidates = new LinkedHashSet<>();
    List<String> tags = null;
    for (String key : keys(occurrence)) {
      candidates.addAll(byTrigger.getOrDefault(key, Set.of()));
      if (byTrigger.containsKey(key + ALL_TAGS)) {
        tags = tags == null ? tags(occurrence, around) : tags;
        tags.forEach(tag -> candidates.addAll(byTrigger.getOrDefault(key + tag, Set.of())));
      }
    }
    occurrence.subject().ifPresent(subject -> candidates.addAll(listeners.of(subject)));
    List<Match> matches = new ArrayList<>();
    for (long id : candidates) {
      match(handlers.get(id), occurrence).ifPresent(matches::add);
    }
    return matches;
  }

  private static Optional<Match> match(Handler handler, Occurrence occurrence) {
    if (handler.spec().splitsChecks()
        && occurrence instanceof Occurrence.OfHealth o
        && !o.propagated()) {
      List<Trigger.OfElement> triggers = ofOwnHealth(handler);
      if (!triggers.isEmpty()) {
        return Optional.of(
            new Match(
                handler, CheckSignals.of(triggers, o), o.subject().orElseThrow(), Causes.of(o)));
      }
    }
    Signal said = null;
    for (Trigger trigger : handler.spec().triggers()) {
      Signal signal = TriggerMatch.of(trigger, occurrence).orElse(null);
      if (signal != null && (said == null || holdsBefore(signal, said))) {
        said = signal;
      }
    }
    return said == null
        ? Optional.empty()
        : Optional.of(new Match(handler, List.of(said), null, said.member().cause()));
  }

  private static List<Trigger.OfElement> ofOwnHealth(Handler handler) {
    List<Trigger.OfElement> triggers = new ArrayList<>();
    for (Trigger trigger : handler.spec().triggers()) {
      if (trigger instanceof Trigger.OfElement element && !element.propagated()) {
        triggers.add(element);
      }
    }
    return triggers;
  }

  /** Two triggers for the same are alternatives. */
  private static boolean holdsBefore(Signal signal, Signal said) {
    return signal.member().subject().equals(said.member().subject())
        && signal.kind().compareTo(said.kind()) < 0;
  }

  /** The handlers that may tell of the health of a component, its own or the propagated one. */
  public Set<Long> ofComponent(Facts facts) {
    Set<Long> found = new LinkedHashSet<>();
    for (String key : List.of("element", "propagated")) {
      found.addAll(byTrigger.getOrDefault(key, Set.of()));
      facts
          .labels()
          .forEach(label -> found.addAll(byTrigger.getOrDefault(key + "|=" + label, Set.of())));
    }
    return found;
  }

  /** The ends of keys for the tags of the elements that it is about. */
  private static List<String> tags(Occurrence occurrence, Surroundings around) {
    List<String> tags = new ArrayList<>();
    for (long element : occurrence.elements()) {
      Optional<Facts> facts = around.facts(element);
      if (facts.isEmpty() || facts.get().relation()) {
        return List.of(ALL_TAGS);
      }
      facts.get().labels().forEach(label -> tags.add("|=" + label));
    }
    return tags;
  }

  /** A handler that names tags is under each of them, and under all. */
  private static Set<String> keys(Handler handler) {
    List<String> tags = handler.spec().scope().componentTags();
    Set<String> keys = new LinkedHashSet<>();
    for (Trigger trigger : handler.spec().triggers()) {
      for (String key : keys(trigger)) {
        if (tags.isEmpty() || trigger instanceof Trigger.OfView) {
          keys.add(key);
        } else {
          keys.add(key + ALL_TAGS);
          tags.forEach(tag -> keys.add(key + "|=" + tag));
        }
      }
    }
    return keys;
  }

  private static List<String> keys(Occurrence occurrence) {
    List<String> keys = new ArrayList<>();
    keys.add(ANY);
    TopologyEvent event = occurrence.event();
    if (event.type() != null) {
      keys.add("type:" + Occurrence.spelling(event.type()));
    }
    if (event.category() != null) {
      keys.add("category:" + event.category().toLowerCase(Locale.ROOT));
    }
    if (occurrence instanceof Occurrence.OfHealth o) {
      keys.add(o.propagated() ? "propagated" : "element");
    } else if (occurrence instanceof Occurrence.OfView) {
      keys.add("view");
    } else if (occurrence instanceof Occurrence.OfProblem) {
      keys.add("problem");
    }
    return keys;
  }

  private static List<String> keys(Trigger trigger) {
    if (trigger instanceof Trigger.OfElement element) {
      return List.of(element.propagated() ? "propagated" : "element");
    }
    if (trigger instanceof Trigger.OfView) {
      return List.of("view");
    }
    if (trigger instanceof Trigger.OfProblem) {
      return List.of("problem");
    }
    Trigger.OfEvent event = (Trigger.OfEvent) trigger;
    if (!event.types().isEmpty()) {
      return event.types().stream().map(type -> "type:" + Occurrence.spelling(type)).toList();
    }
    if (!event.categories().isEmpty()) {
      return event.categories().stream()
          .map(category -> "category:" + category.toLowerCase(Locale.ROOT))
          .toList();
    }
    return List.of(ANY);
  }
}
