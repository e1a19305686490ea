package io.stackstate.automation.handler;

import io.stackstate.model.handler.Trigger;
import io.stackstate.model.intake.TopologyEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The handlers by what they react to, so that an event meets those that may want it and no others.
 * For one thread.
 */
public final class HandlerIndex {
  private static final String ANY = "any";

  private final Map<Long, Handler> handlers = new HashMap<>();
  private final Map<String, Set<Long>> byTrigger = new HashMap<>();

  /** What an event says for a handler; its scope is not looked at. */
  public record Match(Handler handler, Signal signal) {}

  /** Adds a handler, or replaces the one with its id. */
  public void put(Handler handler) {
    remove(handler.id());
    handlers.put(handler.id(), handler);
    for (Trigger trigger : handler.spec().triggers()) {
      for (String key : keys(trigger)) {
        byTrigger.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(handler.id());
      }
    }
  }

  public void remove(long id) {
    Handler old = handlers.remove(id);
    if (old == null) {
      return;
    }
    for (Trigger trigger : old.spec().triggers()) {
      for (String key : keys(trigger)) {
        Set<Long> ids = byTrigger.get(key);
        if (ids != null && ids.remove(id) && ids.isEmpty()) {
          byTrigger.remove(key);
        }
      }
    }
  }

  public Optional<Handler> get(long id) {
    return Optional.ofNullable(handlers.get(id));
  }

  public List<Handler> all() {
    return List.copyOf(handlers.values());
  }

  /** The first trigger of each handler that the event says something for. */
  public List<Match> matches(Occurrence occurrence) {
    Set<Long> candidates = new LinkedHashSet<>();
    for (String key : keys(occurrence)) {
      candidates.addAll(byTrigger.getOrDefault(key, Set.of()));
    }
    List<Match> matches = new ArrayList<>();
    for (long id : candidates) {
      Handler handler = handlers.get(id);
      handler.spec().triggers().stream()
          .map(trigger -> TriggerMatch.of(trigger, occurrence))
          .flatMap(Optional::stream)
          .findFirst()
          .ifPresent(signal -> matches.add(new Match(handler, signal)));
    }
    return matches;
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
