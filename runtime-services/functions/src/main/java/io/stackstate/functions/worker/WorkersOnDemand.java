package io.stackstate.functions.worker;

import io.stackstate.functions.FunctionOutcome;
import io.stackstate.functions.FunctionRun;
import io.stackstate.functions.script.ScriptError;
import io.stackstate.functions.script.ScriptException;
import java.util.concurrent.CompletableFuture;

/**
 * A {@link WorkerPool} whose processes start with the first function: who runs none has none.
 * Thread-safe.
 */
public final class WorkersOnDemand implements AutoCloseable {
  private final WorkerSettings settings;
  private WorkerPool pool;
  private boolean closed;

  public WorkersOnDemand(WorkerSettings settings) {
    this.settings = settings;
  }

  /**
   * Runs a function.
   *
   * @return fails with {@link ScriptException}, whatever went wrong
   */
  public CompletableFuture<FunctionOutcome> run(FunctionRun run) {
    WorkerPool current = pool();
    return current == null
        ? CompletableFuture.failedFuture(
            new ScriptException(
                new ScriptError(
                    ScriptError.Kind.WORKER,
                    run.definition().name(),
                    0,
                    0,
                    "the platform is shutting down")))
        : current.run(run);
  }

  /** Null when it is closed. */
  private synchronized WorkerPool pool() {
    if (pool == null && !closed) {
      pool = WorkerPool.start(settings);
    }
    return closed ? null : pool;
  }

  /** Kills the workers; what runs or waits fails with a clear error. */
  @Override
  public synchronized void close() {
    closed = true;
    if (pool != null) {
      pool.close();
    }
  }
}
