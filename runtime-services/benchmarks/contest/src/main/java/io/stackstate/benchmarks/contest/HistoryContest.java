package io.stackstate.benchmarks.contest;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Puts the questions about the past to one contender, in this process. Prints lines as {@link
 * Contest} does; its last one has {@code changeMillis} and {@code changeBytes}, too.
 */
public final class HistoryContest {
  private static final long HOUR = 3_600_000;

  private final HistoryContender contender;
  private final PrintStream out;
  private final long nanosPerRound;

  /**
   * @param nanosPerRound after so long, no further question of a round is asked
   */
  public HistoryContest(HistoryContender contender, PrintStream out, long nanosPerRound) {
    this.contender = contender;
    this.out = out;
    this.nanosPerRound = nanosPerRound;
  }

  /** Arguments: class of the contender, components, directory, seconds for a round, changes. */
  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    System.setOut(System.err);
    int components = Integer.parseInt(args[1]);
    // Eight days, as long as history is kept, that end now.
    int changes = Integer.parseInt(args[4]);
    long step = 8 * 24 * HOUR / changes;
    long from = System.currentTimeMillis() - step * (changes + Chronicle.TOGETHER);
    try (HistoryContender contender =
        (HistoryContender) Class.forName(args[0]).getDeclaredConstructor().newInstance()) {
      new HistoryContest(contender, out, Long.parseLong(args[3]) * 1_000_000_000L)
          .run(
              new Estate(components),
              new Chronicle(components, changes, from, step),
              Path.of(args[2]));
    }
    System.exit(0);
  }

  /** Fills the contender and asks everything. */
  public void run(Estate estate, Chronicle chronicle, Path directory) throws Exception {
    long heapBefore = Contest.usedHeap();
    long start = System.nanoTime();
    contender.load(estate, chronicle, directory);
    long loaded = System.nanoTime();
    long disk = contender.diskBytes();
    long changing = System.nanoTime();
    contender.change(estate, chronicle);
    long changed = System.nanoTime();
    long changeBytes = contender.diskBytes() - disk;
    long heap = Contest.usedHeap() - heapBefore;
    ask(chronicle);
    out.printf(
        Locale.ROOT,
        "{\"loadMillis\":%d,\"heapBytes\":%d,\"diskBytes\":%d,\"changeMillis\":%d,"
            + "\"changeBytes\":%d}%n",
        (loaded - start) / 1_000_000,
        heap,
        disk,
        (changed - changing) / 1_000_000,
        changeBytes);
  }

  private void ask(Chronicle chronicle) throws Exception {
    warmUp(chronicle);
    SplittableRandom random = new SplittableRandom(7);
    long[] instants =
        random.longs(12, chronicle.fromMillis() + HOUR, chronicle.endMillis()).toArray();
    round("snapshot, first", instants.length, i -> contender.at(instants[i]));
    long late = instants[instants.length - 1];
    round("snapshot, again", 200, i -> contender.at(late));
    int[] components = random.ints(300, 0, chronicle.components()).toArray();
    long from = chronicle.fromMillis();
    long end = chronicle.endMillis();
    round("history of a component", 300, i -> contender.history(components[i], from, end));
    round("diff of an hour", 24, i -> contender.diff(instants[i % 12], instants[i % 12] + HOUR));
  }

  /**
   * Of each kind some questions that are not counted, about other instants and components: what a
   * process pays for its very first question is measured apart from this.
   */
  private void warmUp(Chronicle chronicle) throws Exception {
    SplittableRandom random = new SplittableRandom(8);
    long from = chronicle.fromMillis();
    long end = chronicle.endMillis();
    for (int i = 0; i < 2; i++) {
      long instant = random.nextLong(from + HOUR, end - HOUR);
      contender.at(instant);
      contender.diff(instant, instant + HOUR);
    }
    for (int i = 0; i < 50; i++) {
      contender.history(random.nextInt(chronicle.components()), from, end);
    }
  }

  private interface Numbered {
    long ask(int i) throws Exception;
  }

  private void round(String name, int questions, Numbered question) throws Exception {
    long[] nanos = new long[questions];
    long[] answers = new long[questions];
    long begin = System.nanoTime();
    int done = 0;
    while (done < questions && (done == 0 || System.nanoTime() - begin < nanosPerRound)) {
      long start = System.nanoTime();
      answers[done] = question.ask(done);
      nanos[done++] = System.nanoTime() - start;
    }
    long[] sorted = Arrays.copyOf(nanos, done);
    Arrays.sort(sorted);
    out.printf(
        Locale.ROOT,
        "{\"round\":\"%s\",\"executions\":%d,\"p50\":%d,\"p99\":%d,\"answers\":[%s]}%n",
        name,
        done,
        sorted[done / 2],
        sorted[(int) (done * 0.99)],
        LongStream.of(answers)
            .limit(done)
            .mapToObj(Long::toString)
            .collect(Collectors.joining(",")));
  }
}
