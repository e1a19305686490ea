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
  private static final int AT_MOST = 20_000;

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
    measure(questions, answers, WARM_UP, WARM_UP);
    long[] nanos = measure(questions, answers, AT_LEAST, AT_MOST);
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

  /** Asks in turn: so often at least, unless the time is over, and at most until it is. */
  private long[] measure(Asked[] questions, long[] answers, int atLeast, int atMost)
      throws Exception {
    long[] nanos = new long[atMost];
    long begin = System.nanoTime();
    int done = 0;
    while (done < atMost && System.nanoTime() - begin < time(done < atLeast)) {
      int i = done % questions.length;
      long start = System.nanoTime();
      long answer = questions[i].ask();
      nanos[done++] = System.nanoTime() - start;
      if (answer != answers[i]) {
        throw new IllegalStateException("was answered " + answers[i] + ", now " + answer);
      }
    }
    return Arrays.copyOf(nanos, done);
  }

  private long time(boolean tooFew) {
    return tooFew ? nanosPerRound : nanosPerRound / 4;
  }

  /** After a full collection, bytes. */
  public static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
