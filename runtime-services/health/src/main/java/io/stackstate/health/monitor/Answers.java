package io.stackstate.health.monitor;

import io.stackstate.health.monitor.MonitorFunctions.State;
import io.stackstate.health.monitor.MonitorRun.Outcome;
import io.stackstate.model.monitor.MonitorRunResult;
import io.stackstate.model.monitor.MonitorRunResult.LogLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What who asked for a run is told. */
final class Answers {
  /** More would be too long for a message, and for who reads them. */
  private static final int MOST_STATES = 500;

  private static final int MOST_LINES = 100;
  private static final int MOST_CHARACTERS = 100_000;

  private Answers() {}

  static MonitorRunResult of(String correlation, Outcome outcome, long millis) {
    if (outcome instanceof Outcome.Succeeded done) {
      List<MonitorRunResult.State> shown = shown(done.states());
      return new MonitorRunResult(
          correlation, null, done.states().size(), shown, millis, logged(done.log()));
    }
    String error = ((Outcome.Failed) outcome).error();
    return new MonitorRunResult(correlation, error, 0, List.of(), millis);
  }

  /** All of them in their order, or of too many the worst. */
  private static List<MonitorRunResult.State> shown(List<State> states) {
    List<MonitorRunResult.State> shown = first(states);
    return shown.size() == states.size()
        ? shown
        : first(states.stream().sorted(Comparator.comparing(State::state).reversed()).toList());
  }

  private static List<MonitorRunResult.State> first(List<State> states) {
    List<MonitorRunResult.State> first = new ArrayList<>();
    int characters = 0;
    for (State state : states) {
      characters += state.message().length() + state.reason().length();
      characters += state.displayTimeSeries().toString().length();
      if (first.size() == MOST_STATES || characters > MOST_CHARACTERS) {
        break;
      }
      first.add(state(state));
    }
    return first;
  }

  private static List<LogLine> logged(List<LogLine> log) {
    List<LogLine> first = new ArrayList<>();
    int characters = 0;
    for (LogLine line : log) {
      characters += line.message().length();
      if (first.size() == MOST_LINES || characters > MOST_CHARACTERS) {
        break;
      }
      first.add(line);
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
