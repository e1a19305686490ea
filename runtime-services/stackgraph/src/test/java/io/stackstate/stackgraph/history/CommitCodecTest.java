package io.stackstate.stackgraph.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.stackgraph.SampleTopology;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitCodecTest {

  @Test
  void givesBackWhatItWasGiven() {
    Change problem =
        new Change(
            new ChangeKey(Aspect.PROBLEM, (1L << 53) - 1),
            "{\"text\":\"ünï\\u0000\"}".getBytes(StandardCharsets.UTF_8));
    List<Commit> commits =
        List.of(
            new Commit(3, 99, List.of(SampleTopology.component(1, "a"), problem)),
            new Commit(8, 99, List.of()),
            new Commit(
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                List.of(SampleTopology.delete(SampleTopology.relation(1, 1, 2)))));

    assertThat(CommitCodec.decode(CommitCodec.encode(commits)))
        .usingRecursiveComparison()
        .isEqualTo(commits);
  }

  @Test
  void compresses() {
    List<Change> changes = new ArrayList<>();
    long bytes = 0;
    for (int n = 0; n < 1_000; n++) {
      Change change = SampleTopology.component(n, "host-" + n);
      changes.add(change);
      bytes += change.value().length;
    }
    assertThat(CommitCodec.encode(List.of(new Commit(1, 1, changes))).length)
        .isLessThan((int) bytes / 3);
  }

  @Test
  void refusesWhatItDidNotWrite() {
    byte[] encoded = CommitCodec.encode(List.of(new Commit(1, 1, List.of())));
    encoded[0] = 9;
    assertThatThrownBy(() -> CommitCodec.decode(encoded)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> CommitCodec.decode(new byte[] {1, 2, 3}))
        .hasMessage("a piece of history is damaged");
  }
}
