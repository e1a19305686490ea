package io.stackstate.health.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitorConfigTest {
  private static final long MEBIBYTE = 1024 * 1024;

  @ParameterizedTest
  @CsvSource({"4, 256, 1200, 2", "4, 256, 4096, 4", "2, 256, 65536, 2", "4, 256, 300, 1"})
  void whatRunsAtATimeFillsHalfOfTheHeapAtMost(int wanted, long limit, long heap, int expected) {
    assertThat(MonitorConfig.atOnce(wanted, limit * MEBIBYTE, heap * MEBIBYTE)).isEqualTo(expected);
  }

  @Test
  void readsWhatOneRunMayAllocate() {
    Config config = ConfigFactory.load();
    assertThat(parallel(config, 1024)).isEqualTo(4);
    assertThat(parallel(config, Runtime.getRuntime().maxMemory())).isEqualTo(1);
  }

  private static int parallel(Config config, long allocationLimit) {
    return MonitorConfig.of(
            config.withValue(
                "stackstate.functions.allocationLimit",
                ConfigValueFactory.fromAnyRef(allocationLimit)))
        .parallel();
  }
}
