package io.stackstate.health.monitor;

import io.stackstate.model.intake.HealthPayload;
import io.stackstate.model.monitor.MonitorRunResult;
import io.stackstate.model.monitor.MonitorRunStatus;
import java.util.List;

/** Where the outcome of runs goes. */
public interface MonitorOutput {
  /** Writes all of it or nothing; when it throws, it is not known which. */
  void write(List<Entry> entries);

  /** One thing to write. */
  sealed interface Entry {
    /** What the stream of the monitor holds from now on. */
    record States(long monitor, List<HealthPayload> snapshot) implements Entry {}

    /** The stream of the monitor is to go with all that it holds. */
    record Removal(long monitor, long nowMillis) implements Entry {}

    /** The status of a monitor. */
    record Status(MonitorRunStatus status) implements Entry {}

    /** There is nothing to say of the monitor any more. */
    record Forgotten(long monitor) implements Entry {}

    /** An answer to who asked for a run. */
    record Answer(MonitorRunResult result) implements Entry {}
  }
}
