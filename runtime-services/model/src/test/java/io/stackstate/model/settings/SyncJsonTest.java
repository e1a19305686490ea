package io.stackstate.model.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.Json;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SyncJsonTest {

  @Test
  void settingsAreReadAsTheyWereWritten() throws IOException {
    SyncSettings expiring =
        new SyncSettings(3, "urn:x", "shop", "shop-inventory", "https://x.example.org", 60_000L, 5);
    SyncSettings keeping =
        new SyncSettings(3, "urn:x", "shop", "shop-inventory", "https://x.example.org", null, 0);
    assertThat(again(expiring, SyncSettings.class)).isEqualTo(expiring);
    assertThat(again(keeping, SyncSettings.class)).isEqualTo(keeping);
    assertThat(Json.mapper().writeValueAsString(keeping)).doesNotContain("expireAfterMillis");
  }

  @Test
  void programsAreReadAsTheyWereWrittenAndOlderSettingsStillAre() throws IOException {
    SyncProgram.Function function = new SyncProgram.Function("f", "urn:f", "script", "element");
    SyncProgram.Action action =
        new SyncProgram.Action("host", function, function, "MergePreferTheirs");
    SyncProgram program =
        new SyncProgram(
            "sts_topo_a_b",
            "a",
            200,
            5,
            new SyncProgram.Expiry(true, 172_800_000L, false, 3_600_000L),
            false,
            17,
            function,
            null,
            List.of(action),
            null,
            null,
            action);
    SyncSettings settings = new SyncSettings(3, "urn:x", "x", null, null, null, 5, 6, program);
    assertThat(again(settings, SyncSettings.class)).isEqualTo(settings);
    assertThat(settings.topicName()).isEqualTo("sts_topo_a_b");
    assertThat(settings.expiryMillis()).isEqualTo(172_800_000L);

    String old =
        "{\"id\":3,\"identifier\":\"urn:x\",\"name\":\"x\",\"instanceType\":\"a\",\"instanceUrl\":\"b\",\"errorsClearedAt\":5}";
    assertThat(Json.mapper().readValue(old, SyncSettings.class))
        .isEqualTo(new SyncSettings(3, "urn:x", "x", "a", "b", null, 5));
  }

  @Test
  void elementsThatNeverExpireSaySoWhateverTheDataSourceKeeps() {
    SyncProgram.Expiry off = new SyncProgram.Expiry(false, 172_800_000L, true, 1L);

    assertThat(off.afterMillis()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void statusIsReadAsItWasWritten(SyncStatus.State state) throws IOException {
    SyncStatus.Error error =
        new SyncStatus.Error(
            SyncStatus.Level.WARN, "SnapshotAlreadyOpen", "message", null, 2, 1_700_000_000_000L);
    SyncStatus status =
        new SyncStatus(
            3,
            "urn:x",
            "shop",
            "sts_topo_a_b",
            state,
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            List.of(error),
            9L,
            10L);
    assertThat(again(status, SyncStatus.class)).isEqualTo(status);
  }

  @Test
  void aStatusBeforeTheFirstDataHasNoErrorsNorTimes() throws IOException {
    SyncStatus read =
        Json.mapper().readValue("{\"nodeId\":3,\"status\":\"Running\"}", SyncStatus.class);
    assertThat(read.errorDetails()).isEmpty();
    assertThat(read.latencyMillis()).isNull();
    assertThat(again(read, SyncStatus.class)).isEqualTo(read);
  }

  private static <T> T again(T value, Class<T> type) throws IOException {
    return Json.mapper().readValue(Json.mapper().writeValueAsBytes(value), type);
  }
}
