package io.stackstate.functions.worker;

import com.typesafe.config.Config;
import io.stackstate.functions.sandbox.Limits;
import java.time.Duration;

/**
 * Settings of a {@link WorkerPool}; {@code stackstate.functions.worker} in reference.conf tells
 * them and their defaults.
 *
 * @param processes how many workers, each of which runs one function at a time
 * @param queue functions that may wait for a worker; more are refused
 * @param heapMegabytes heap of one worker
 * @param startTime how long a worker may take to be ready
 * @param compileTime how long compiling one function may take
 * @param grace how long after its limit a function may still end by itself before its process is
 *     killed
 * @param firstBackOff pause before the second restart in a row; doubles up to {@code maxBackOff}
 */
public record WorkerSettings(
    int processes,
    int queue,
    int heapMegabytes,
    Limits limits,
    Duration startTime,
    Duration compileTime,
    Duration grace,
    Duration firstBackOff,
    Duration maxBackOff) {
  public WorkerSettings {
    if (processes < 1 || queue < 1 || heapMegabytes < 32) {
      throw new IllegalArgumentException(
          "stackstate.functions.worker: found processes %d, queue %d, heapMegabytes %d, expected at least 1, 1, 32"
              .formatted(processes, queue, heapMegabytes));
    }
  }

  /** From the root of the configuration. */
  public static WorkerSettings of(Config root) {
    Config config = root.getConfig("stackstate.functions.worker");
    return new WorkerSettings(
        config.getInt("processes"),
        config.getInt("queue"),
        config.getInt("heapMegabytes"),
        Limits.of(config),
        config.getDuration("startTime"),
        config.getDuration("compileTime"),
        config.getDuration("grace"),
        config.getDuration("firstBackOff"),
        config.getDuration("maxBackOff"));
  }
}
