package io.stackstate.health.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.health.monitor.MonitorFunctions.FailedException;
import io.stackstate.health.monitor.MonitorFunctions.Ran;
import io.stackstate.health.monitor.MonitorFunctions.State;
import io.stackstate.model.monitor.MonitorRunResult.LogLine;
import java.util.List;

/**
 * One run of a monitor.
 *
 * @param monitor the JSON object of its node
 * @param function likewise of its function; null when there is none
 */
public record MonitorRun(long id, JsonNode monitor, JsonNode function) {

  /** How a run ended. */
  public sealed interface Outcome {
    /** All states that hold now, and what the function logged. */
    record Succeeded(Monitor monitor, List<State> states, List<LogLine> log) implements Outcome {}

    /**
     * Nothing is known of the states.
     *
     * @param error for the author of the monitor
     * @param passing whether telemetry cannot be asked now, which says nothing of the monitor
     */
    record Failed(String error, boolean passing) implements Outcome {
      Failed(String error) {
        this(error, false);
      }
    }
  }

  /** Runs it on the caller's thread; whatever goes wrong is the outcome. */
  public Outcome execute(MonitorFunctions functions) {
    try {
      Monitor read = Monitor.read(monitor);
      if (function == null) {
        return new Outcome.Failed("function: there is no MonitorFunction " + read.function());
      }
      String identifier = monitor.path("identifier").asText("");
      Ran ran =
          functions.run(function, MonitorArguments.bind(read.arguments(), function, identifier));
      return new Outcome.Succeeded(read, ran.states(), ran.log());
    } catch (FailedException e) {
      return new Outcome.Failed(e.getMessage(), e.passing());
    } catch (InvalidMonitorException e) {
      return new Outcome.Failed(e.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      return new Outcome.Failed("the run broke off: " + e);
    }
  }
}
