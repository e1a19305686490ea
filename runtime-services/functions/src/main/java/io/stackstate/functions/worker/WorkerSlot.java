package io.stackstate.functions.worker;

import io.stackstate.functions.CompiledFunction;
import io.stackstate.functions.FunctionOutcome;
import io.stackstate.functions.FunctionRun;
import io.stackstate.functions.script.ScriptError;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.functions.worker.WorkerPool.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A place for one worker process: its thread keeps one alive, and hands it one function after the
 * other.
 */
final class WorkerSlot {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerSlot.class);
  private static final long CLOSE_MILLIS = 5_000;

  private final WorkerSettings settings;
  private final Path directory;
  private final BlockingQueue<Job> waiting;
  private final Thread thread;
  private volatile WorkerProcess worker;
  private volatile boolean closed;

  /** Losses since a function last ended well. */
  private int losses;

  WorkerSlot(int number, WorkerSettings settings, Path directory, BlockingQueue<Job> waiting) {
    this.settings = settings;
    this.directory = directory;
    this.waiting = waiting;
    this.thread = new Thread(this::serve, "function-worker-" + number);
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  Optional<Long> pid() {
    WorkerProcess now = worker;
    return now != null && now.isAlive() ? Optional.of(now.pid()) : Optional.empty();
  }

  boolean isReady() {
    return pid().isPresent();
  }

  private void serve() {
    try {
      while (!closed) {
        if (worker == null || !worker.isAlive()) {
          restart();
        } else {
          Job job = waiting.poll(500, TimeUnit.MILLISECONDS);
          if (job != null) {
            run(job);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      killWorker();
    }
  }

  private void restart() throws InterruptedException {
    if (losses > 1) {
      Duration pause = settings.firstBackOff().multipliedBy(1L << Math.min(losses - 2, 20));
      Duration capped = pause.compareTo(settings.maxBackOff()) > 0 ? settings.maxBackOff() : pause;
      TimeUnit.MILLISECONDS.sleep(capped.toMillis());
    }
    try {
      worker = WorkerProcess.start(settings, directory);
      LOG.debug("worker {} is ready", worker.pid());
    } catch (IOException | WorkerLostException e) {
      losses++;
      LOG.warn("A worker for functions cannot be started: {}", e.getMessage());
      // Nobody knows when one will start, and waiting without end is no answer.
      for (Job job = waiting.poll(); job != null; job = waiting.poll()) {
        job.fail(ScriptError.Kind.WORKER, "no worker can be started: " + e.getMessage());
      }
    }
  }

  private void run(Job job) throws InterruptedException {
    try {
      job.outcome().complete(exchange(job));
      losses = 0;
    } catch (ScriptException e) {
      losses = 0;
      job.outcome().completeExceptionally(e);
    } catch (WorkerLostException e) {
      losses++;
      killWorker();
      fail(job, e);
    } catch (InterruptedException e) {
      job.fail(ScriptError.Kind.WORKER, "the platform is shutting down");
      throw e;
    } catch (RuntimeException e) {
      losses++;
      killWorker();
      job.fail(ScriptError.Kind.WORKER, "the worker sent an answer that is not understood");
      LOG.warn("A worker for functions answered what is not understood", e);
    }
  }

  private FunctionOutcome exchange(Job job)
      throws ScriptException, WorkerLostException, InterruptedException {
    WorkerProcess process = worker;
    if (process == null) {
      throw new WorkerLostException(
          WorkerLostException.Reason.DIED, "the process that was to run it ended");
    }
    process.send(Messages.request(job.run()));
    Map<String, Object> reply =
        process.await(
            settings.compileTime(),
            "took longer than %d ms to compile".formatted(settings.compileTime().toMillis()));
    if (Messages.STARTED.equals(reply.get(Messages.TYPE))) {
      reply = answering(process, job.run());
    }
    if (Messages.FAILED.equals(reply.get(Messages.TYPE))) {
      throw Messages.failure(reply);
    }
    return new FunctionOutcome(
        CompiledFunction.read(job.run().definition(), reply.get("value")), Messages.log(reply));
  }

  /** What the function ends with; until then its questions are answered. */
  private Map<String, Object> answering(WorkerProcess process, FunctionRun run)
      throws WorkerLostException, InterruptedException {
    long end = System.nanoTime() + run.time().toNanos();
    String late = "took longer than %d ms".formatted(run.time().toMillis());
    while (true) {
      Duration left = Duration.ofNanos(Math.max(end - System.nanoTime(), 0));
      Map<String, Object> reply = process.await(left.plus(settings.grace()), late);
      if (!Messages.ASK.equals(reply.get(Messages.TYPE))) {
        return reply;
      }
      left = Duration.ofNanos(Math.max(end - System.nanoTime(), 0));
      process.answer(Asking.answer(run.host(), reply, left.toMillis()));
    }
  }

  private static void fail(Job job, WorkerLostException lost) {
    ScriptError.Kind kind =
        switch (lost.reason()) {
          case TIMEOUT -> ScriptError.Kind.TIMEOUT;
          case OUT_OF_MEMORY -> ScriptError.Kind.LIMIT;
          case DIED -> ScriptError.Kind.WORKER;
        };
    job.fail(kind, lost.getMessage());
  }

  private void killWorker() {
    WorkerProcess now = worker;
    // It lives on for a moment, in which it must not get another function.
    worker = null;
    if (now != null) {
      now.kill();
    }
  }

  void close() {
    closed = true;
    thread.interrupt();
    killWorker();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    killWorker();
  }
}
