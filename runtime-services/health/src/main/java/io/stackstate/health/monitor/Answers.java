package io.stackstate.health.monitor;

import io.stackstate.health.monitor.MonitorFunctions.State;
import io.stackstate.health.monitor.MonitorRun.Outcome;
import io.stackstate.model.monitor.MonitorRunResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/** What who asked for a run is told. */
final class Answers {
  /** More would be too long for a message, and for who reads them. */
  private static final int MOST_STATES = 500;

  private static final int MOST_LINES = 100;
  private static final int MOST_CHARACTERS = 100_000;

  private Answers() {}

  static MonitorRunResult of(String correlation, Outcome outcome, long millis) {
    if (outcome instanceof Outcome.Succeeded done) {
      return new MonitorRunResult(
          correlation,
          null,
          done.states().size(),
          shown(done.states()).stream().map(Answers::state).toList(),
          millis,
          first(done.log(), MOST_LINES, line -> line.message().length()));
    }
    String error = ((Outcome.Failed) outcome).error();
    return new MonitorRunResult(correlation, error, 0, List.of(), millis);
  }

  /** All of them in their order, or of too many the worst. */
  private static List<State> shown(List<State> states) {
    List<State> shown = first(states, MOST_STATES, Answers::characters);
    return shown.size() == states.size()
        ? shown
        : first(
            states.stream().sorted(Comparator.comparing(State::state).reversed()).toList(),
            MOST_STATES,
            Answers::characters);
  }

  private static int characters(State state) {
    return state.message().length()
        + state.reason().length()
        + state.displayTimeSeries().toString().length();
  }

  /** As many as fit into an answer, and no more than {@code most}. */
  private static <T> List<T> first(List<T> all, int most, ToIntFunction<T> length) {
    List<T> first = new ArrayList<>();
    int characters = 0;
    for (T each : all) {
      characters += length.applyAsInt(each);
      if (first.size() == most || characters > MOST_CHARACTERS) {
        break;
      }
      first.add(each);
    }
    return first;
  }

  private static MonitorRunResult.State state(State state) {
    return new MonitorRunResult.State(
        state.id(),
        state.state().name(),
        state.topologyIdentifier(),
        state.message().isEmpty() ? null : state.message(),
        state.reason().isEmpty() ? null : state.reason(),
        state.displayTimeSeries());
  }
}
