package io.stackstate.benchmarks.graph;

import io.stackstate.benchmarks.contest.Contender.Asked;
import io.stackstate.benchmarks.contest.Estate;
import io.stackstate.benchmarks.contest.Round;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How fast the live topology takes changes while ten threads ask it all kinds of questions. In a
 * process of its own; prints one line of JSON.
 */
public final class UpdateRate {
  private static final int THREADS = 10;
  private static final int COMMITS = 2_000;
  private static final int CHANGES_PER_COMMIT = 10;

  private final StackState topology = new StackState();
  private final Estate estate;
  private final List<List<Change>> commits = new ArrayList<>();
  private long number;
  private volatile boolean over;

  private UpdateRate(Estate estate) {
    this.estate = estate;
  }

  /** Changes per second, and per second of the processor's time that the applying thread took. */
  private record Rate(double perSecond, double perProcessorSecond) {}

  /** Arguments: components, seconds for each measurement. */
  public static void main(String[] args) throws Exception {
    UpdateRate rate = new UpdateRate(new Estate(Integer.parseInt(args[0])));
    rate.run(Integer.parseInt(args[1]));
    System.exit(0);
  }

  private void run(int seconds) throws Exception {
    topology.load(estate, null);
    number = estate.components() + estate.relations();
    prepare();
    apply(seconds);
    Rate idle = apply(seconds);
    // Fifty questions a second from each thread, and then as many as they can.
    Rate asked = whileAsked(20_000_000, seconds);
    Rate busy = whileAsked(0, seconds);
    System.out.printf(
        Locale.ROOT,
        "{\"idle\":%.0f,\"asked\":%.0f,\"idleProcessor\":%.0f,\"busyProcessor\":%.0f}%n",
        idle.perSecond,
        asked.perSecond,
        idle.perProcessorSecond,
        busy.perProcessorSecond);
  }

  /** Most changes leave the name alone, as in life; one in ten renames. */
  private void prepare() {
    for (int c = 0; c < COMMITS; c++) {
      List<Change> changes = new ArrayList<>(CHANGES_PER_COMMIT);
      for (int i = 0; i < CHANGES_PER_COMMIT; i++) {
        int at = (c * CHANGES_PER_COMMIT + i) * 7_919 % estate.components();
        Estate.Component other = estate.component((at + 1) % estate.components());
        Estate.Component component = estate.component(at);
        Estate.Component changed =
            new Estate.Component(
                component.index(),
                component.name(),
                component.type(),
                component.layer(),
                component.domain(),
                component.environment(),
                c % 2 == 0 ? component.labels() : other.labels(),
                component.identifiers());
        String name = i == 0 ? component.name() + "-" + c % 3 : component.name();
        changes.add(EstateRecords.component(changed, name));
      }
      commits.add(changes);
    }
  }

  private Rate whileAsked(long pauseNanos, int seconds) throws Exception {
    over = false;
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      threads.submit(() -> ask(thread, pauseNanos));
    }
    Rate rate = apply(seconds);
    over = true;
    threads.shutdown();
    if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("a question is not answered");
    }
    return rate;
  }

  private Void ask(int thread, long pauseNanos) throws Exception {
    List<Asked> questions =
        Round.of(estate).stream()
            .flatMap(round -> round.questions().stream())
            .map(topology::prepare)
            .toList();
    for (int i = thread * 31; !over; i++) {
      questions.get(i % questions.size()).ask();
      LockSupport.parkNanos(pauseNanos);
    }
    return null;
  }

  /** Every commit is followed by a snapshot, as if somebody always looked. */
  private Rate apply(int seconds) {
    long begin = System.nanoTime();
    long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long changes = 0;
    while (System.nanoTime() - begin < seconds * 1_000_000_000L) {
      List<Change> commit = commits.get((int) (number % COMMITS));
      topology.index().apply(new Commit(number, number, commit));
      topology.index().snapshot();
      number++;
      changes += commit.size();
    }
    long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processor;
    return new Rate(changes * 1e9 / (System.nanoTime() - begin), changes * 1e9 / used);
  }
}
