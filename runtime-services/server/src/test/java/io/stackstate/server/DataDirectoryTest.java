package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path directory;

  @Test
  void namesTheProcessThatOwnsTheDirectory() {
    try (DataDirectory data = DataDirectory.open(directory)) {
      data.announce("http://127.0.0.1:7070", "ready");
      assertThatThrownBy(() -> DataDirectory.open(directory))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("already running")
          .hasMessageContaining("pid " + ProcessHandle.current().pid())
          .hasMessageContaining("http://127.0.0.1:7070");
    }
  }

  @Test
  void isFreeAgainWhenItsOwnerIsGone() throws IOException {
    Files.writeString(directory.resolve("server.pid"), "1\nhttp://127.0.0.1:1\nready\n");
    DataDirectory.open(directory).close();
    try (DataDirectory data = DataDirectory.open(directory)) {
      data.announce("http://127.0.0.1:7070", "starting");
      assertThat(Files.readAllLines(directory.resolve("server.pid")))
          .containsExactly(
              String.valueOf(ProcessHandle.current().pid()), "http://127.0.0.1:7070", "starting");
    }
  }

  @Test
  void saysThatAFileStandsInItsPlace() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("cannot be used")
        .hasMessageContaining("file");
    assertThatThrownBy(() -> DataDirectory.open(file))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("is not a directory");
  }

  @Test
  void saysHowMuchRoomIsMissing() {
    try (DataDirectory data = DataDirectory.open(directory)) {
      assertThatThrownBy(() -> data.requireFree(Long.MAX_VALUE))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("disk full")
          .hasMessageContaining("stackstate.server.minFreeDisk");
      data.requireFree(1);
    }
  }
}
