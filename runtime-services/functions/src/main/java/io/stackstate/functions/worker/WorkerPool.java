package io.stackstate.functions.worker;

import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionOutcome;
import io.stackstate.functions.FunctionRun;
import io.stackstate.functions.FunctionRunner;
import io.stackstate.functions.api.ScriptHost;
import io.stackstate.functions.script.ScriptError;
import io.stackstate.functions.script.ScriptException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs functions in worker processes: a function that does not end, or that takes all memory, costs
 * its own process and nothing else. Workers are started ahead and restarted when lost. Thread-safe.
 */
public final class WorkerPool implements FunctionRunner {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);

  /** One function to run. */
  record Job(FunctionRun run, CompletableFuture<FunctionOutcome> outcome) {
    void fail(ScriptError.Kind kind, String message) {
      outcome.completeExceptionally(
          new ScriptException(new ScriptError(kind, run.definition().name(), 0, 0, message)));
    }
  }

  private final BlockingQueue<Job> waiting;
  private final List<WorkerSlot> slots = new ArrayList<>();
  private final Path directory;
  private final Duration time;
  private volatile boolean closed;

  private WorkerPool(WorkerSettings settings, Path directory) {
    this.directory = directory;
    this.time = settings.limits().time();
    this.waiting = new ArrayBlockingQueue<>(settings.queue());
    for (int i = 0; i < settings.processes(); i++) {
      slots.add(new WorkerSlot(i, settings, directory, waiting));
    }
  }

  /** Starts the workers; returns before they are ready. */
  public static WorkerPool start(WorkerSettings settings) {
    try {
      WorkerPool pool = new WorkerPool(settings, Files.createTempDirectory("functions-worker"));
      pool.slots.forEach(WorkerSlot::start);
      return pool;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public CompletableFuture<FunctionOutcome> run(
      FunctionDefinition definition, Map<String, Object> arguments) {
    return run(new FunctionRun(definition, arguments, ScriptHost.NONE, time));
  }

  /**
   * Runs a function that may ask its host.
   *
   * @return fails with {@link ScriptException}, whatever went wrong
   */
  public CompletableFuture<FunctionOutcome> run(FunctionRun run) {
    Job job = new Job(run, new CompletableFuture<>());
    if (closed) {
      job.fail(ScriptError.Kind.WORKER, "the platform is shutting down");
    } else if (!waiting.offer(job)) {
      job.fail(ScriptError.Kind.WORKER, "all workers are busy; try again later");
    } else if (closed) {
      failWaiting();
    }
    return job.outcome();
  }

  private void failWaiting() {
    for (Job job = waiting.poll(); job != null; job = waiting.poll()) {
      job.fail(ScriptError.Kind.WORKER, "the platform is shutting down");
    }
  }

  /** Process ids of the workers that live now. */
  public List<Long> pids() {
    return slots.stream().flatMap(slot -> slot.pid().stream()).toList();
  }

  /** How many workers are ready for a function. */
  public int ready() {
    return (int) slots.stream().filter(WorkerSlot::isReady).count();
  }

  /** Kills the workers; what runs or waits fails with a clear error. */
  @Override
  public void close() {
    closed = true;
    slots.forEach(WorkerSlot::close);
    failWaiting();
    try {
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      LOG.debug("{} stays: {}", directory, e.getMessage());
    }
  }
}
