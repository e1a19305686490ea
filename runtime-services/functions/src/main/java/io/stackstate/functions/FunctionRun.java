package io.stackstate.functions;

import io.stackstate.functions.api.ScriptHost;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * One run of a function in another process.
 *
 * @param arguments plain values by parameter name: maps, lists, texts, numbers, booleans and null
 * @param host answers what an asynchronous function asks through script APIs, and a synchronous one
 *     of an event handler through plugins; called by one thread at a time
 * @param time that it may take
 */
public record FunctionRun(
    FunctionDefinition definition, Map<String, Object> arguments, ScriptHost host, Duration time) {
  public FunctionRun {
    Objects.requireNonNull(definition, "definition");
    Objects.requireNonNull(host, "host");
    if (time.isZero() || time.isNegative()) {
      throw new IllegalArgumentException("time: found " + time + ", expected more than 0");
    }
  }
}
