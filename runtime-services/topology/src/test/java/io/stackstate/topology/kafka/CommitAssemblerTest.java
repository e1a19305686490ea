package io.stackstate.topology.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.CommitHeader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitAssemblerTest {
  private static final long MINUTE = 60_000;

  private final List<Commit> commits = new ArrayList<>();
  private final List<ReadPosition> positions = new ArrayList<>();
  private final CommitAssembler assembler = assembler(ReadPosition.BEGINNING);

  private CommitAssembler assembler(ReadPosition from) {
    return new CommitAssembler(
        from,
        (commit, next) -> {
          commits.add(commit);
          positions.add(next);
        });
  }

  @Test
  void passesACommitOnWithItsLastRecordAndNotBefore() {
    accept(10, 1, 100, 0, 3);
    accept(11, 1, 100, 1, 3);
    assertThat(commits).isEmpty();
    accept(12, 1, 100, 2, 3);
    assertThat(commits).singleElement().isEqualTo(commit(12, 10, 11, 12));
    assertThat(positions).containsExactly(new ReadPosition(13, 12));
  }

  @Test
  void separatesInterleavedTransactionsAndResumesAtTheOpenOne() {
    accept(10, 1, 100, 0, 2);
    accept(11, 2, 200, 0, 1);
    assertThat(commits).as("number 11 waits: 10 may turn out to be a whole commit").isEmpty();
    accept(12, 3, 300, 0, 2);
    accept(13, 1, 100, 1, 2);
    assertThat(commits).containsExactly(commit(11, 11));
    accept(14, 3, 300, 1, 2);
    assertThat(commits).containsExactly(commit(11, 11), commit(13, 10, 13), commit(14, 12, 14));
    assertThat(positions)
        .containsExactly(
            new ReadPosition(10, 11), new ReadPosition(12, 13), new ReadPosition(15, 14));
  }

  @Test
  void aCommitWhoseRestWasCompactedAwayIsOverWithTheNextOfItsWriter() {
    accept(10, 1, 100, 0, 5);
    accept(11, 1, 100, 2, 5);
    accept(20, 2, 200, 0, 1);
    accept(30, 1, 101, 0, 2);
    assertThat(commits).containsExactly(commit(11, 10, 11), commit(20, 20));
    accept(31, 1, 101, 1, 2);
    assertThat(commits).hasSize(3).last().isEqualTo(commit(31, 30, 31));
  }

  @Test
  void aCommitWhoseBeginningWasCompactedAwayIsWhole() {
    accept(14, 1, 100, 4, 5);
    assertThat(commits).containsExactly(commit(14, 14));
  }

  @Test
  void aCommitIsOverWhenTheLogShowsThatItsTransactionCannotBeOpen() {
    accept(10, 0, 1, 100, 0, 2);
    accept(20, 15 * MINUTE, 2, 200, 0, 1);
    assertThat(commits).isEmpty();
    accept(30, 17 * MINUTE, 2, 201, 0, 1);
    assertThat(commits).extracting(Commit::number).containsExactly(10L, 20L, 30L);
    assertThat(commits)
        .extracting(Commit::timeMillis)
        .containsExactly(0L, 15 * MINUTE, 17 * MINUTE);
  }

  @Test
  void anOpenCommitAtTheEndOfTheLogIsOverAfterTheLongestTransaction() {
    accept(10, 0, 1, 100, 0, 2);
    assembler.advance(12);
    assembler.expireAndEmit(15 * MINUTE);
    assertThat(commits).isEmpty();
    assertThat(assembler.resumeOffset()).isEqualTo(10);
    assembler.expireAndEmit(17 * MINUTE);
    assertThat(commits).containsExactly(new Commit(10, 0, changes(10)));
    assertThat(positions).containsExactly(new ReadPosition(12, 10));
    assertThat(assembler.resumeOffset()).isEqualTo(12);
  }

  @Test
  void commitsDoneBeforeTheRestartAreSkippedEvenWhenPartOfThemIsReadAgain() {
    CommitAssembler resumed = assembler(new ReadPosition(10, 11));
    resumed.accept(10, 0, new CommitHeader(1, 100, 2, 0), change(10));
    resumed.accept(11, 0, new CommitHeader(2, 200, 7, 6), change(11));
    resumed.accept(13, 13, new CommitHeader(1, 100, 2, 1), change(13));
    assertThat(commits).containsExactly(commit(13, 10, 13));
    assertThat(positions).containsExactly(new ReadPosition(14, 13));
  }

  @Test
  void aRecordThatIsNotValidKeepsItsPlaceInItsCommit() {
    accept(10, 1, 100, 0, 2);
    assembler.accept(11, 11, new CommitHeader(1, 100, 2, 1), null);
    assertThat(commits).singleElement().isEqualTo(new Commit(11, 11, List.of(change(10))));
  }

  private void accept(long offset, int writer, long sequence, int index, int size) {
    accept(offset, offset, writer, sequence, index, size);
  }

  private void accept(long offset, long time, int writer, long sequence, int index, int size) {
    CommitHeader header = new CommitHeader(writer, sequence, size, index);
    assembler.accept(offset, time, header, change(offset));
  }

  private static Commit commit(long number, long... offsets) {
    return new Commit(number, number, changes(offsets));
  }

  private static List<Change> changes(long... offsets) {
    List<Change> changes = new ArrayList<>();
    for (long offset : offsets) {
      changes.add(change(offset));
    }
    return changes;
  }

  private static Change change(long offset) {
    return new Change(new ChangeKey(Aspect.COMPONENT, offset), null);
  }
}
