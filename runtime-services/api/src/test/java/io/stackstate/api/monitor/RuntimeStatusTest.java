package io.stackstate.api.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.monitor.MonitorRunStatus;
import io.stackstate.model.monitor.MonitorRunStatus.MonitorError;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Health sheet, section 3.3. */
class RuntimeStatusTest {
  private static final MonitorError ERROR = new MonitorError("no luck", "ERROR", 1);

  private static RuntimeStatus after(long millis, long interval, List<MonitorError> errors) {
    MonitorRunStatus run = new MonitorRunStatus(1, true, 1, 1_000, 1_000, 0, 0, errors);
    return RuntimeStatus.of(true, interval, run, 1_000 + millis);
  }

  @Test
  void threeIntervalsButAtLeastFiveMinutesWithoutSuccessAreAnError() {
    assertThat(after(300_000, 1, List.of())).isEqualTo(RuntimeStatus.ENABLED);
    assertThat(after(300_001, 1, List.of())).isEqualTo(RuntimeStatus.ERROR);
    assertThat(after(1_800_000, 600, List.of(ERROR))).isEqualTo(RuntimeStatus.WARNING);
    assertThat(after(1_800_001, 600, List.of(ERROR))).isEqualTo(RuntimeStatus.ERROR);
  }

  @Test
  void aMonitorThatDidNotRunYetIsNeitherWrongNorDisabled() {
    assertThat(RuntimeStatus.of(true, 60, MonitorRunStatus.none(1), 9_000_000))
        .isEqualTo(RuntimeStatus.ENABLED);
    assertThat(RuntimeStatus.of(false, 60, MonitorRunStatus.none(1), 9_000_000))
        .isEqualTo(RuntimeStatus.DISABLED);
  }
}
