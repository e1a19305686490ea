package io.stackstate.stackgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.model.change.Commit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The directory of BerkeleyDB JE, and what older programs left in it. */
class BerkeleyJeIT {
  @TempDir Path directory;

  @Test
  void hasOneOwner() {
    try (StackGraph graph = StackGraph.open(TestConfig.of(""), directory)) {
      assertThat(graph.appliedCommit()).isEqualTo(-1);
      assertThatThrownBy(() -> StackGraph.open(TestConfig.of(""), directory))
          .isInstanceOf(StackGraphException.class)
          .hasMessage("graph directory " + directory + " is in use by another process");
    }
  }

  @Test
  void saysInOneLineThatTheDirectoryIsBroken(@TempDir Path other) throws Exception {
    Path data = Files.createDirectories(other.resolve("data"));
    Files.writeString(data.resolve("00000000.jdb"), "this is not a log file of the store");
    assertThatThrownBy(() -> StackGraph.open(TestConfig.of(""), other))
        .isInstanceOf(StackGraphException.class)
        .hasMessageStartingWith("graph directory " + other + " cannot be opened: ")
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  @Test
  void saysInOneLineThatTheDirectoryIsAFile(@TempDir Path other) throws Exception {
    Path file = Files.writeString(other.resolve("graph"), "");
    assertThatThrownBy(() -> StackGraph.open(TestConfig.of(""), file))
        .isInstanceOf(StackGraphException.class)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  /**
   * The stores are those that the programs of these layouts made of the first 60 random commits and
   * three settings.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void takesOverTheStoreOfAnOlderLayout(int layout) throws Exception {
    unpack("/layouts/layout-" + layout + ".jdb.gz");
    RandomCommits commits = RandomCommits.withoutProblems(77);
    NaiveHistory naive = new NaiveHistory();
    NaiveElements elements = new NaiveElements();
    for (int session = 0; session < 3; session++) {
      try (StackGraph graph = StackGraph.open(TestConfig.smallSlices(), directory)) {
        List<Commit> more = commits.next(60);
        naive.add(more);
        elements.add(more);
        if (session > 0) {
          // The edges that the older program made change and go.
          graph.apply(more, more.get(59).number() + 1);
        }
        graph.expireNow();
        assertThat(graph.appliedCommit()).isEqualTo(more.get(59).number());
        assertThat(graph.verify()).isEmpty();
        for (long time = naive.firstMillis(); time <= naive.lastMillis(); time += 11) {
          naive.assertSame(graph.at(time));
        }
        long id = SampleTopology.componentId(7);
        assertThat(graph.history(id, naive.firstMillis(), naive.lastMillis()))
            .isEqualTo(elements.history(id, naive.firstMillis(), naive.lastMillis()));
        assertThat(graph.epochCommit()).isEqualTo(-1);
        assertThat(graph.settings().list("Sync"))
            .extracting(SettingsNode::identifier)
            .containsExactly("urn:example:1", "urn:example:2");
      }
    }
  }

  private void unpack(String resource) throws IOException {
    Path data = Files.createDirectories(directory.resolve("data"));
    try (InputStream in = new GZIPInputStream(getClass().getResourceAsStream(resource));
        OutputStream out = Files.newOutputStream(data.resolve("00000000.jdb"))) {
      in.transferTo(out);
    }
  }
}
