package io.stackstate.automation.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.event.HealthStateChange;
import io.stackstate.model.event.ProblemChange;
import io.stackstate.model.event.ViewHealthStateChange;
import io.stackstate.model.handler.Trigger.ProblemState;
import io.stackstate.model.intake.TopologyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An event and what the platform says in it. Data that cannot be read make it a plain event. */
public sealed interface Occurrence {
  Map<String, ProblemState> PROBLEMS =
      Map.of(
          EventTypes.PROBLEM_CREATED, ProblemState.CREATED,
          EventTypes.PROBLEM_UPDATED, ProblemState.UPDATED,
          EventTypes.PROBLEM_SUBSUMED, ProblemState.SUBSUMED,
          EventTypes.PROBLEM_RESOLVED, ProblemState.RESOLVED);

  TopologyEvent event();

  /** Names what has begun or ended, so that what follows is recognised; empty when nothing has. */
  default Optional<String> subject() {
    return Optional.empty();
  }

  /** The elements that it is about. */
  default List<Long> elements() {
    return event().elements();
  }

  /** The own or propagated health of an element. */
  record OfHealth(TopologyEvent event, HealthStateChange change, boolean propagated)
      implements Occurrence {
    @Override
    public Optional<String> subject() {
      return Optional.of((propagated ? "propagated:" : "element:") + change.elementId());
    }

    @Override
    public List<Long> elements() {
      return List.of(change.elementId());
    }

    /** Whether it tells of checks alone. */
    boolean stateStays() {
      return change.oldValue() == change.newValue();
    }
  }

  /** The health of a view. */
  record OfView(TopologyEvent event, ViewHealthStateChange change) implements Occurrence {
    @Override
    public Optional<String> subject() {
      return Optional.of(ViewSubjects.of(change.viewId()));
    }
  }

  /** The life of a problem. */
  record OfProblem(TopologyEvent event, ProblemChange change, ProblemState state)
      implements Occurrence {
    @Override
    public Optional<String> subject() {
      return Optional.of("problem:" + change.problemId());
    }

    @Override
    public List<Long> elements() {
      List<Long> all = new ArrayList<>(change.nodes());
      all.add(change.rootCause());
      return all;
    }
  }

  /** Any other event. */
  record Plain(TopologyEvent event) implements Occurrence {}

  /** Reads the data of an event. */
  static Occurrence of(TopologyEvent event) {
    if (!EventTypes.SOURCE.equals(event.source()) || event.type() == null) {
      return new Plain(event);
    }
    try {
      return switch (event.type()) {
        case EventTypes.HEALTH_STATE_CHANGED, EventTypes.CHECK_STATES_CHANGED ->
            new OfHealth(event, data(event, HealthStateChange.class), false);
        case EventTypes.PROPAGATED_HEALTH_STATE_CHANGED ->
            new OfHealth(event, data(event, HealthStateChange.class), true);
        case EventTypes.VIEW_HEALTH_STATE_CHANGED ->
            new OfView(event, data(event, ViewHealthStateChange.class));
        default ->
            PROBLEMS.containsKey(event.type())
                ? new OfProblem(event, data(event, ProblemChange.class), PROBLEMS.get(event.type()))
                : new Plain(event);
      };
    } catch (JsonProcessingException | RuntimeException e) {
      return new Plain(event);
    }
  }

  private static <T> T data(TopologyEvent event, Class<T> type) throws JsonProcessingException {
    T data = Json.mapper().readValue(event.data(), type);
    if (data == null) {
      throw new IllegalArgumentException("an event of the platform has data");
    }
    return data;
  }

  /**
   * A type in the spelling in which types are compared: {@code Version Changed} or {@code
   * VersionChangedEvent}.
   */
  static String spelling(String type) {
    StringBuilder letters = new StringBuilder(type.length());
    for (int i = 0; i < type.length(); i++) {
      if (" _-".indexOf(type.charAt(i)) < 0) {
        letters.append(type.charAt(i));
      }
    }
    String plain = letters.toString().toLowerCase(Locale.ROOT);
    return plain.endsWith("event") ? plain.substring(0, plain.length() - 5) : plain;
  }
}
