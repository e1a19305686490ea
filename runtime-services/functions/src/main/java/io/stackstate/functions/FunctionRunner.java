package io.stackstate.functions;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Runs functions, in this process or in another. Thread-safe. */
public interface FunctionRunner extends AutoCloseable {
  /**
   * @param arguments plain values by parameter name: maps, lists, texts, numbers, booleans and null
   * @return fails with {@link io.stackstate.functions.script.ScriptException}, whatever went wrong
   */
  CompletableFuture<FunctionOutcome> run(
      FunctionDefinition definition, Map<String, Object> arguments);

  /** Ends what runs; waits at most a few seconds. */
  @Override
  void close();
}
