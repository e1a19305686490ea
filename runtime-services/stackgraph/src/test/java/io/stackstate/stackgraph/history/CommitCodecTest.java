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
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
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

    assertThat(CommitCodec.decode(CommitCodec.encode(commits, Deflater.BEST_SPEED)))
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
    assertThat(CommitCodec.encode(List.of(new Commit(1, 1, changes)), Deflater.BEST_SPEED).length)
        .isLessThan((int) bytes / 3);
  }

  @Test
  void decodesOnlyWhatIsWanted() {
    List<Commit> commits =
        List.of(
            new Commit(
                3, 99, List.of(SampleTopology.component(1, "a"), SampleTopology.component(2, "b"))),
            new Commit(4, 100, List.of(SampleTopology.relation(1, 1, 2))),
            new Commit(5, 101, List.of(SampleTopology.component(1, "c"))));
    byte[] encoded = CommitCodec.encode(commits, Deflater.BEST_SPEED);
    List<Long> numbers = new ArrayList<>();
    CommitCodec.forEach(
        encoded,
        (aspect, id) -> id == SampleTopology.componentId(1),
        (number, time, change) -> {
          assertThat(change.key().id()).isEqualTo(SampleTopology.componentId(1));
          numbers.add(number);
        });
    assertThat(numbers).containsExactly(3L, 5L);
    assertThat(CommitCodec.head(encoded).timeMillis()).isEqualTo(99);
  }

  @Test
  void noticesEveryFlippedBitAndEveryMissingEnd() {
    byte[] encoded =
        CommitCodec.encode(
            List.of(new Commit(3, 99, List.of(SampleTopology.component(1, "a")))),
            Deflater.BEST_SPEED);
    List<Commit> original = CommitCodec.decode(encoded);
    for (int bit = 0; bit < 8 * encoded.length; bit++) {
      byte[] damaged = encoded.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      if (!decodesTo(damaged, original)) {
        assertThatThrownBy(() -> CommitCodec.decode(damaged))
            .isInstanceOf(CommitCodec.DamageException.class);
      }
    }
    for (int length = 0; length < encoded.length; length++) {
      byte[] damaged = Arrays.copyOf(encoded, length);
      assertThatThrownBy(() -> CommitCodec.decode(damaged))
          .isInstanceOf(CommitCodec.DamageException.class);
    }
  }

  /** A few bits of the compression's own header do not matter. */
  private static boolean decodesTo(byte[] bytes, List<Commit> original) {
    try {
      List<Commit> decoded = CommitCodec.decode(bytes);
      assertThat(decoded).usingRecursiveComparison().isEqualTo(original);
      return true;
    } catch (CommitCodec.DamageException e) {
      return false;
    }
  }
}
