package io.stackstate.stackgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.stackgraph.store.GraphDatabase;
import io.stackstate.stackgraph.store.GraphSchema;
import io.stackstate.stackgraph.store.StoreConfig;
import io.stackstate.stackgraph.store.VertexIds;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreMigrationIT {
  @TempDir Path directory;
  private final List<StoreMigration.Progress> progress = new ArrayList<>();

  @Test
  void makesANewStoreAndDoesNothingTheSecondTime() {
    assertThat(migrate())
        .isEqualTo(new StoreMigration.Result(GraphSchema.VERSION, GraphSchema.VERSION));
    assertThat(migrate())
        .isEqualTo(new StoreMigration.Result(GraphSchema.VERSION, GraphSchema.VERSION));
    assertThat(progress).hasSize(2);
  }

  @Test
  void convertsAnOlderLayoutForGood() throws IOException {
    unpack("/layouts/layout-1.jdb.gz");
    assertThat(migrate()).isEqualTo(new StoreMigration.Result(1, GraphSchema.VERSION));
    assertThat(progress)
        .last()
        .extracting(StoreMigration.Progress::step)
        .asString()
        .contains("converted");
    assertThat(migrate())
        .isEqualTo(new StoreMigration.Result(GraphSchema.VERSION, GraphSchema.VERSION));
    try (StackGraph graph = StackGraph.open(TestConfig.smallSlices(), directory)) {
      assertThat(graph.verify()).isEmpty();
      assertThat(graph.settings().list("Sync")).hasSize(2);
    }
  }

  @Test
  void refusesTheStoreOfANewerProgramAndLeavesItAlone() {
    byte[] root = "{\"schema\":99,\"lastSlice\":-1}".getBytes(StandardCharsets.UTF_8);
    try (GraphDatabase database =
        GraphDatabase.open(StoreConfig.of(TestConfig.of("")), directory)) {
      database.write(
          tx -> {
            tx.putData(VertexIds.ROOT, GraphSchema.ROOT, root);
            return root;
          });
    }
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(this::migrate)
          .isInstanceOf(NewerStoreException.class)
          .hasMessageContaining("layout version 99");
    }
    assertThat(progress).isEmpty();
  }

  private StoreMigration.Result migrate() {
    return StoreMigration.run(TestConfig.smallSlices(), directory, progress::add);
  }

  private void unpack(String resource) throws IOException {
    Path data = Files.createDirectories(directory.resolve("data"));
    try (InputStream in = new GZIPInputStream(getClass().getResourceAsStream(resource));
        OutputStream out = Files.newOutputStream(data.resolve("00000000.jdb"))) {
      in.transferTo(out);
    }
  }
}
