package io.stackstate.topology.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.CommitHeader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitAssemblerRandomTest {
  private static final long END = Long.MAX_VALUE / 2;

  private record LogRecord(long offset, CommitHeader header) {}

  private record Passed(Commit commit, ReadPosition next) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyRecordIsPassedOnOnceWithItsCommitWhereverReadingStopsAndResumes(long seed) {
    Random random = new Random(seed);
    List<LogRecord> log = interleaved(random);
    if (seed % 2 == 0) {
      log.removeIf(record -> random.nextInt(3) == 0);
    }
    List<Passed> whole = read(log, ReadPosition.BEGINNING);
    assertThat(whole).extracting(p -> p.commit().number()).isSorted().doesNotHaveDuplicates();
    assertThat(offsetsByCommit(whole)).isEqualTo(expected(log));
    for (int i = 0; i < whole.size(); i++) {
      assertThat(commits(read(log, whole.get(i).next())))
          .isEqualTo(commits(whole.subList(i + 1, whole.size())));
    }
  }

  private static List<Commit> commits(List<Passed> passed) {
    return passed.stream().map(Passed::commit).toList();
  }

  private static List<LogRecord> interleaved(Random random) {
    List<LogRecord> log = new ArrayList<>();
    Map<Integer, CommitHeader> open = new HashMap<>();
    long offset = 0;
    for (int step = 0; step < 400; step++) {
      int writer = random.nextInt(4);
      int size = 1 + random.nextInt(6);
      CommitHeader last = open.get(writer);
      CommitHeader header =
          last == null || last.index() == last.size() - 1
              ? new CommitHeader(writer, step, size, 0)
              : new CommitHeader(writer, last.sequence(), last.size(), last.index() + 1);
      open.put(writer, header);
      log.add(new LogRecord(offset, header));
      offset += 1 + random.nextInt(2);
    }
    return log;
  }

  private static List<Passed> read(List<LogRecord> log, ReadPosition from) {
    List<Passed> passed = new ArrayList<>();
    CommitAssembler assembler =
        new CommitAssembler(from, (commit, next) -> passed.add(new Passed(commit, next)));
    for (LogRecord record : log) {
      if (record.offset() >= from.offset()) {
        Change change = new Change(new ChangeKey(Aspect.COMPONENT, record.offset()), null);
        assembler.accept(record.offset(), record.offset(), record.header(), change);
      }
    }
    assembler.expireAndEmit(END);
    return passed;
  }

  /** The offsets of each commit's records by its number, straight from the headers. */
  private static Map<Long, List<Long>> expected(List<LogRecord> log) {
    Map<Long, List<Long>> bySequence = new HashMap<>();
    for (LogRecord record : log) {
      bySequence
          .computeIfAbsent(record.header().sequence(), s -> new ArrayList<>())
          .add(record.offset());
    }
    Map<Long, List<Long>> byNumber = new TreeMap<>();
    bySequence.values().forEach(offsets -> byNumber.put(offsets.get(offsets.size() - 1), offsets));
    return byNumber;
  }

  private static Map<Long, List<Long>> offsetsByCommit(List<Passed> passed) {
    Map<Long, List<Long>> offsets = new TreeMap<>();
    for (Passed p : passed) {
      offsets.put(
          p.commit().number(), p.commit().changes().stream().map(c -> c.key().id()).toList());
    }
    return offsets;
  }
}
