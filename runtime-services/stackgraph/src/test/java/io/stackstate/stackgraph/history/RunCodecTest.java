package io.stackstate.stackgraph.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.carrotsearch.hppc.LongHashSet;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.HealthState;
import io.stackstate.stackgraph.RandomCommits;
import io.stackstate.stackgraph.SampleTopology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunCodecTest {
  private static final long ID = SampleTopology.componentId(5);

  private record Visit(long commit, long timeMillis, String change) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void decodesToTheSameRecordsOfEachElementInEachCommit(long seed) {
    List<Commit> commits = new ArrayList<>(new RandomCommits(seed).next(400));
    commits.add(3, new Commit(commits.get(2).number(), commits.get(2).timeMillis(), List.of()));

    assertThat(texts(RunCodec.decode(RunCodec.encode(commits)))).isEqualTo(texts(commits));
  }

  /** In which order the records of different keys stand within a commit does not matter. */
  private static List<String> texts(List<Commit> commits) {
    return commits.stream()
        .map(c -> c.number() + " " + c.timeMillis() + texts(sortedByKey(c.changes()).stream()))
        .toList();
  }

  private static String texts(Stream<Change> changes) {
    return changes
        .map(c -> " " + c.key() + (c.isDelete() ? "-" : new String(c.value(), UTF_8)))
        .collect(joining());
  }

  private static List<Change> sortedByKey(List<Change> changes) {
    return changes.stream()
        .sorted(
            Comparator.<Change, Aspect>comparing(change -> change.key().aspect())
                .thenComparingLong(change -> change.key().id()))
        .toList();
  }

  @Test
  void visitsTheRecordsOfAnElementInTheOrderOfTheLog() {
    List<Commit> commits = new RandomCommits(7).next(2_000);
    List<Visit> expected = new ArrayList<>();
    for (Commit commit : commits) {
      sortedByKey(commit.changes()).stream()
          .filter(change -> change.key().id() == ID)
          .forEach(
              c ->
                  expected.add(
                      new Visit(commit.number(), commit.timeMillis(), texts(Stream.of(c)))));
    }
    List<Visit> visits = new ArrayList<>();
    RunCodec.forEach(
        RunCodec.encode(commits),
        RecordFilter.elements(LongHashSet.from(ID)),
        (number, time, change) -> visits.add(new Visit(number, time, texts(Stream.of(change)))));

    assertThat(expected).hasSizeGreaterThan(20);
    assertThat(visits).isEqualTo(expected);
  }

  @Test
  void leavesBlocksAloneThatHaveNothingForTheReader() {
    List<Change> changes = new ArrayList<>();
    for (int n = 0; n < 2_000; n++) {
      changes.add(SampleTopology.component(n, "host-" + n));
    }
    changes.sort(Comparator.comparingLong(change -> change.key().id()));
    byte[] run = RunCodec.encode(List.of(new Commit(1, 1, changes)));
    run[run.length - 10] ^= 1;
    LongHashSet first = LongHashSet.from(changes.get(0).key().id());
    LongHashSet last = LongHashSet.from(changes.get(1_999).key().id());
    List<Change> found = new ArrayList<>();

    RunCodec.forEach(run, RecordFilter.elements(first), (number, time, c) -> found.add(c));
    assertThat(texts(found.stream())).isEqualTo(texts(Stream.of(changes.get(0))));
    assertThatThrownBy(
            () -> RunCodec.forEach(run, RecordFilter.elements(last), (number, time, c) -> {}))
        .isInstanceOf(CommitCodec.DamageException.class);
  }

  @Test
  void versionsOfOneElementTakeFarLessThanInTheOrderOfTheLog() {
    List<Commit> commits = new ArrayList<>();
    for (int n = 0; n < 5_000; n++) {
      HealthState state = HealthState.values()[n % HealthState.values().length];
      Change change =
          n % 2 == 0
              ? SampleTopology.component(n % 500, "renamed-" + n)
              : SampleTopology.componentHealth(n % 500, state);
      commits.add(new Commit(n, n, List.of(change)));
    }
    assertThat(2 * RunCodec.encode(commits).length)
        .isLessThan(CommitCodec.encode(commits, Deflater.DEFAULT_COMPRESSION).length);
  }

  @Test
  void tellsItsFirstCommitWithoutDecoding() {
    List<Commit> commits = List.of(new Commit(-1, 99, List.of()), new Commit(8, 100, List.of()));
    assertThat(RunCodec.head(RunCodec.encode(commits))).isEqualTo(new CommitCodec.Head(-1, 99));
  }

  @Test
  void noticesEveryFlippedBitAndEveryMissingEnd() {
    ChangeKey problem = new ChangeKey(Aspect.PROBLEM, 17);
    List<Commit> commits =
        List.of(
            new Commit(3, 99, List.of(SampleTopology.component(1, "a"))),
            new Commit(5, 99, List.of(SampleTopology.component(1, "b"))),
            new Commit(7, 101, List.of(new Change(problem, new byte[] {1, 2}))),
            new Commit(9, 102, List.of(new Change(problem, null))));
    byte[] encoded = RunCodec.encode(commits);
    for (int bit = 0; bit < 8 * encoded.length; bit++) {
      byte[] damaged = encoded.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertNoticed(damaged, commits);
    }
    for (int length = 0; length < encoded.length; length++) {
      byte[] damaged = Arrays.copyOf(encoded, length);
      assertThatThrownBy(() -> RunCodec.decode(damaged))
          .isInstanceOf(CommitCodec.DamageException.class);
    }
  }

  /** A few bits of the compression's own header do not matter. */
  private static void assertNoticed(byte[] damaged, List<Commit> original) {
    try {
      assertThat(texts(RunCodec.decode(damaged))).isEqualTo(texts(original));
    } catch (CommitCodec.DamageException e) {
      assertThat(e).hasMessageContaining("it");
    }
  }
}
