package io.stackstate.api.script;

import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionKind;
import io.stackstate.functions.FunctionOutcome;
import io.stackstate.functions.FunctionResult;
import io.stackstate.functions.FunctionRun;
import io.stackstate.functions.api.ScriptHost;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.functions.worker.WorkersOnDemand;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Runs scripts in worker processes, never in this one (design, section 5). Thread-safe; the
 * processes start with the first script.
 */
public final class Scripts implements AutoCloseable {
  private final ScriptSettings settings;
  private final WorkersOnDemand workers;

  public Scripts(ScriptSettings settings) {
    this.settings = settings;
    this.workers = new WorkersOnDemand(settings.workers());
  }

  /**
   * A script and what it asks for.
   *
   * @param arguments a script whose map becomes variables of the other one
   * @param timeMillis that it may take
   */
  record Wanted(String script, Optional<String> arguments, Optional<Long> timeMillis) {}

  /**
   * Runs one, after the script for its arguments; both together have the time.
   *
   * @param host answers both
   * @throws ScriptFailure however it failed
   */
  FunctionResult.Value run(Wanted wanted, ScriptHost host)
      throws ScriptFailure, InterruptedException {
    long most = settings.mostTime().toMillis();
    long millis =
        wanted
            .timeMillis()
            .map(asked -> Math.min(asked, most))
            .orElse(settings.usualTime().toMillis());
    long begin = System.nanoTime();
    Map<String, Object> arguments = arguments(wanted, host, millis);
    long taken = Duration.ofNanos(System.nanoTime() - begin).toMillis();
    try {
      return value("script", wanted.script(), arguments, host, Math.max(millis - taken, 1));
    } catch (ScriptException e) {
      throw ScriptFailure.of(e.errors(), millis);
    }
  }

  private Map<String, Object> arguments(Wanted wanted, ScriptHost host, long millis)
      throws ScriptFailure, InterruptedException {
    if (wanted.arguments().isEmpty()) {
      return Map.of();
    }
    try {
      Object value = value("arguments", wanted.arguments().get(), Map.of(), host, millis).value();
      if (value instanceof Map<?, ?> map) {
        @SuppressWarnings("unchecked")
        Map<String, Object> arguments = (Map<String, Object>) map;
        return arguments;
      }
      String found = value == null ? "null" : value.getClass().getName();
      throw ScriptFailure.wrongType(
              "found " + found + ", expected a map", found, Map.class.getName())
          .ofArguments();
    } catch (ScriptException e) {
      throw ScriptFailure.of(e.errors(), millis).ofArguments();
    }
  }

  /**
   * Runs a function that people start, within the time of scripts that ask for no other.
   *
   * @param function of a kind whose result is a {@link FunctionResult.Value}
   * @param arguments plain values
   * @throws ScriptFailure however it failed
   */
  public FunctionOutcome run(
      FunctionDefinition function, Map<String, Object> arguments, ScriptHost host)
      throws ScriptFailure, InterruptedException {
    Duration time = settings.usualTime();
    try {
      return outcome(new FunctionRun(function, arguments, host, time));
    } catch (ScriptException e) {
      throw ScriptFailure.of(e.errors(), time.toMillis());
    }
  }

  private FunctionResult.Value value(
      String name, String text, Map<String, Object> arguments, ScriptHost host, long millis)
      throws ScriptException, InterruptedException {
    FunctionDefinition definition =
        new FunctionDefinition(FunctionKind.SCRIPT, name, Optional.empty(), List.of(), text, true);
    FunctionRun run = new FunctionRun(definition, arguments, host, Duration.ofMillis(millis));
    return (FunctionResult.Value) outcome(run).result();
  }

  private FunctionOutcome outcome(FunctionRun run) throws ScriptException, InterruptedException {
    try {
      return workers.run(run).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ScriptException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Kills what runs. */
  @Override
  public void close() {
    workers.close();
  }
}
