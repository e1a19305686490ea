package io.stackstate.functions.worker;

import io.stackstate.functions.worker.WorkerLostException.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One worker process, used by one thread; only {@link #kill} may be called by another. */
final class WorkerProcess {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);

  /** What the JVM ends with under ExitOnOutOfMemoryError. */
  private static final int OUT_OF_MEMORY = 3;

  private final Process process;
  private final OutputStream in;
  private final BlockingQueue<Optional<Map<String, Object>>> replies = new LinkedBlockingQueue<>();

  private WorkerProcess(Process process) {
    this.process = process;
    this.in = process.getOutputStream();
    daemon("replies", () -> readReplies(process.getInputStream()));
    daemon("errors", () -> logErrors(process.getErrorStream()));
  }

  /**
   * Starts a worker and waits until it is ready.
   *
   * @throws WorkerLostException when it does not become ready in time
   */
  static WorkerProcess start(WorkerSettings settings, Path directory)
      throws IOException, WorkerLostException, InterruptedException {
    WorkerProcess worker = new WorkerProcess(WorkerCommand.builder(settings, directory).start());
    worker.goFirst();
    try {
      worker.await(settings.startTime(), "did not start");
      return worker;
    } catch (WorkerLostException | InterruptedException e) {
      worker.kill();
      throw e;
    }
  }

  /** When memory runs out, the kernel is to end a worker rather than the platform. */
  private void goFirst() {
    Path score = Path.of("/proc", Long.toString(process.pid()), "oom_score_adj");
    try {
      if (Files.exists(score)) {
        Files.writeString(score, "1000");
      }
    } catch (IOException e) {
      LOG.debug("worker {} has no other score: {}", process.pid(), e.getMessage());
    }
  }

  private void daemon(String what, Runnable body) {
    Thread thread = new Thread(body, "worker-" + process.pid() + "-" + what);
    thread.setDaemon(true);
    thread.start();
  }

  private void readReplies(InputStream out) {
    try {
      Optional<Map<String, Object>> frame;
      do {
        frame = Frames.read(out);
        replies.add(frame);
      } while (frame.isPresent());
    } catch (IOException e) {
      LOG.debug("worker {}: {}", process.pid(), e.getMessage());
      replies.add(Optional.empty());
    }
  }

  private void logErrors(InputStream errors) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(errors, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        LOG.debug("worker {}: {}", process.pid(), line);
      }
    } catch (IOException e) {
      LOG.debug("worker {}: {}", process.pid(), e.getMessage());
    }
  }

  /** The next message. */
  Map<String, Object> await(Duration time, String otherwise)
      throws WorkerLostException, InterruptedException {
    Optional<Map<String, Object>> reply = replies.poll(time.toMillis(), TimeUnit.MILLISECONDS);
    if (reply == null) {
      throw new WorkerLostException(Reason.TIMEOUT, otherwise);
    }
    if (reply.isEmpty()) {
      throw ended();
    }
    return reply.get();
  }

  private WorkerLostException ended() throws InterruptedException {
    if (process.waitFor(2, TimeUnit.SECONDS) && process.exitValue() == OUT_OF_MEMORY) {
      return new WorkerLostException(
          Reason.OUT_OF_MEMORY, "took more memory than a function may have");
    }
    return new WorkerLostException(Reason.DIED, "the process that ran it ended");
  }

  /** Answers a question, or says that there is too much to answer. */
  void answer(Map<String, Object> answer) throws WorkerLostException {
    try {
      Frames.write(in, answer);
    } catch (Frames.TooLongException e) {
      send(Asking.failure("the answer is " + e.getMessage() + "; ask for less"));
    } catch (IOException e) {
      throw new WorkerLostException(Reason.DIED, "the process that ran it ended");
    }
  }

  /**
   * @throws WorkerLostException when the process ended
   */
  void send(Map<String, Object> request) throws WorkerLostException {
    try {
      Frames.write(in, request);
    } catch (Frames.TooLongException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (IOException e) {
      throw new WorkerLostException(Reason.DIED, "the process that runs it ended");
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Ends the process at once. */
  void kill() {
    process.destroyForcibly();
  }
}
