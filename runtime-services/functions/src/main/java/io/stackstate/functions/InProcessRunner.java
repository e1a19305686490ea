package io.stackstate.functions;

import io.stackstate.functions.script.ScriptException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Runs functions on the caller's thread, for functions that administrators installed. Confined and
 * limited like all, but what takes the memory of the process takes it from everybody: functions of
 * others run in a worker.
 */
public final class InProcessRunner implements FunctionRunner {
  private final FunctionCompiler compiler;

  public InProcessRunner(FunctionCompiler compiler) {
    this.compiler = compiler;
  }

  @Override
  public CompletableFuture<FunctionOutcome> run(
      FunctionDefinition definition, Map<String, Object> arguments) {
    try {
      return CompletableFuture.completedFuture(compiler.compile(definition).run(arguments));
    } catch (ScriptException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public void close() {
    // Runs end with their callers.
  }
}
