package io.stackstate.benchmarks.contest;

import io.stackstate.benchmarks.contest.Contender.Asked;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Puts the questions to one contender, in this process, and prints a line of JSON for each round:
 * {@code {"round", "executions", "p50", "p99", "answers": [..]}} with nanoseconds, then one with
 * {@code {"loadMillis", "heapBytes", "diskBytes"}}.
 */
public final class Contest {
  private static final int WARM_UP = 3_000;
  private static final int AT_LEAST = 1_000;
  private static final int AT_MOST = 200_000;

  /**
   * Which part of the time for a round warming up takes at least. Executions alone would give a
   * contender less time to be compiled the faster it is.
   */
  private static final int WARM_UP_PART = 2;

  private static final int MEASURED_PART = 4;

  private final Contender contender;
  private final PrintStream out;
  private final long nanosPerRound;

  /**
   * @param nanosPerRound how long measuring in one round may take, and how long warming up before;
   *     of the questions, those count that were answered once within as much time again
   */
  public Contest(Contender contender, PrintStream out, long nanosPerRound) {
    this.contender = contender;
    this.out = out;
    this.nanosPerRound = nanosPerRound;
  }

  /** Arguments: class of the contender, components, directory, seconds for a round. */
  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    // Libraries print what they like; the lines of this class alone are read.
    System.setOut(System.err);
    try (Contender contender =
        (Contender) Class.forName(args[0]).getDeclaredConstructor().newInstance()) {
      Contest contest = new Contest(contender, out, Long.parseLong(args[3]) * 1_000_000_000L);
      contest.run(new Estate(Integer.parseInt(args[1])), Path.of(args[2]));
    }
    // Some contenders leave threads behind that would keep the process alive.
    System.exit(0);
  }

  /** Fills the contender and asks everything. */
  public void run(Estate estate, Path directory) throws Exception {
    long heapBefore = usedHeap();
    long start = System.nanoTime();
    contender.load(estate, directory);
    long loadMillis = (System.nanoTime() - start) / 1_000_000;
    long heap = usedHeap() - heapBefore;
    for (Round round : Round.of(estate)) {
      run(round);
    }
    long disk = contender.diskBytes();
    out.printf(
        Locale.ROOT,
        "{\"loadMillis\":%d,\"heapBytes\":%d,\"diskBytes\":%d}%n",
        loadMillis,
        heap,
        disk);
  }

  private void run(Round round) throws Exception {
    Asked[] questions = round.questions().stream().map(contender::prepare).toArray(Asked[]::new);
    long[] answers = new long[questions.length];
    long begin = System.nanoTime();
    int answered = 0;
    while (answered < questions.length
        && (answered == 0 || System.nanoTime() - begin < nanosPerRound)) {
      answers[answered] = questions[answered++].ask();
    }
    questions = Arrays.copyOf(questions, answered);
    answers = Arrays.copyOf(answers, answered);
    warmUp(questions, answers);
    long[] nanos = measure(questions, answers);
    Arrays.sort(nanos);
    out.printf(
        Locale.ROOT,
        "{\"round\":\"%s\",\"executions\":%d,\"p50\":%d,\"p99\":%d,\"answers\":[%s]}%n",
        round.name(),
        nanos.length,
        nanos[nanos.length / 2],
        nanos[(int) (nanos.length * 0.99)],
        LongStream.of(answers).mapToObj(Long::toString).collect(Collectors.joining(",")));
  }

  private void warmUp(Asked[] questions, long[] answers) throws Exception {
    long begin = System.nanoTime();
    for (int done = 0; goesOn(begin, done < WARM_UP ? 1 : WARM_UP_PART); done++) {
      ask(questions, answers, done);
    }
  }

  private long[] measure(Asked[] questions, long[] answers) throws Exception {
    long[] nanos = new long[AT_MOST];
    long begin = System.nanoTime();
    int done = 0;
    while (done < AT_MOST && goesOn(begin, done < AT_LEAST ? 1 : MEASURED_PART)) {
      nanos[done] = ask(questions, answers, done++);
    }
    return Arrays.copyOf(nanos, done);
  }

  /** Whether this part of the time for a round is not over. */
  private boolean goesOn(long begin, int part) {
    return System.nanoTime() - begin < nanosPerRound / part;
  }

  /** Asks the one whose turn it is, and tells how long that took. */
  private static long ask(Asked[] questions, long[] answers, int turn) throws Exception {
    int i = turn % questions.length;
    long start = System.nanoTime();
    long answer = questions[i].ask();
    long nanos = System.nanoTime() - start;
    if (answer != answers[i]) {
      throw new IllegalStateException("was answered " + answers[i] + ", now " + answer);
    }
    return nanos;
  }

  /** After a full collection, bytes. */
  public static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
