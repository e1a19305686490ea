package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.stackgraph.StoreMigration;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminationLogTest {
  @TempDir private Path folder;

  @Test
  void tellsTheLayoutsOfTheStore() throws Exception {
    Path file = Files.createFile(folder.resolve("termination-log"));

    new TerminationLog(file).opened(new StoreMigration.Result(2, 3));

    assertThat(file).hasContent("{\"graph\":{\"found\":2,\"layout\":3}}");
  }

  @Test
  void makesNoFileWhereThereIsNoContainer() {
    Path file = folder.resolve("termination-log");

    new TerminationLog(file).opened(new StoreMigration.Result(3, 3));

    assertThat(file).doesNotExist();
  }
}
