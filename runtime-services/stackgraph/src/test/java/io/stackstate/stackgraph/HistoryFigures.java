package io.stackstate.stackgraph;

import com.typesafe.config.ConfigFactory;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.HealthState;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Prints what questions about the past cost: a topology with three relations per component, and
 * changes spread over hours of the graph's time. Arguments: components, changes per hour, hours,
 * and the directory of an earlier run to be asked again.
 */
public final class HistoryFigures {
  private static final long START = 1_700_000_000_000L;
  private static final long HOUR = 3_600_000;
  private static final int BATCH = 2_000;
  private static final int RELATIONS = 3;

  private final int components;
  private final int changesPerHour;
  private final int hours;
  private final Path directory;
  private final Random random = new Random(3);

  private HistoryFigures(int components, int changesPerHour, int hours, Path directory) {
    this.components = components;
    this.changesPerHour = changesPerHour;
    this.hours = hours;
    this.directory = directory;
  }

  public static void main(String[] args) throws Exception {
    HistoryFigures figures =
        new HistoryFigures(
            Integer.parseInt(args[0]),
            Integer.parseInt(args[1]),
            Integer.parseInt(args[2]),
            args.length > 3 ? Path.of(args[3]) : Files.createTempDirectory("history-figures"));
    if (args.length <= 3) {
      figures.fill();
    }
    figures.ask();
  }

  private void fill() throws IOException {
    try (StackGraph graph = StackGraph.open(ConfigFactory.load(), directory, clock())) {
      long started = System.nanoTime();
      List<Change> batch = new ArrayList<>();
      for (int n = 0; n < components; n++) {
        add(graph, batch, START, SampleTopology.component(n, "host-" + n));
      }
      for (int n = 0; n < RELATIONS * components; n++) {
        add(graph, batch, START, SampleTopology.relation(n, any(), any()));
      }
      flush(graph, batch, START);
      graph.expireNow();
      print("elements loaded", started);
      System.out.printf("%-36s %s%n", "directory", directory);
      System.out.printf("%-36s %d MiB%n", "on disk", size() >> 20);
      started = System.nanoTime();
      int changes = changesPerHour * hours;
      for (int n = 0; n < changes; n++) {
        long time = START + HOUR + (long) n * hours * HOUR / changes;
        if (n % (changes / 400 + 1) == 0) {
          flush(graph, batch, time);
        }
        add(graph, batch, time, change(n));
      }
      flush(graph, batch, START + HOUR + hours * HOUR);
      print("changes applied", started);
      started = System.nanoTime();
      graph.expireNow();
      print("maintenance", started);
      System.out.printf("%-36s %d MiB%n", "on disk", size() >> 20);
    }
  }

  private Change change(int n) {
    HealthState state = HealthState.values()[n % HealthState.values().length];
    return switch (n % 4) {
      case 0 -> SampleTopology.component(any(), "renamed-" + n);
      case 1 -> SampleTopology.relation(random.nextInt(RELATIONS * components), any(), any());
      default -> SampleTopology.componentHealth(n % 3 == 0 ? 7 : any(), state);
    };
  }

  private void add(StackGraph graph, List<Change> batch, long time, Change change) {
    batch.add(change);
    if (batch.size() == BATCH) {
      flush(graph, batch, time);
    }
  }

  private static void flush(StackGraph graph, List<Change> batch, long time) {
    long number = graph.appliedCommit() + batch.size();
    graph.apply(List.of(new Commit(number, time, List.copyOf(batch))), number + 1);
    batch.clear();
  }

  private int any() {
    return random.nextInt(components);
  }

  private void ask() throws Exception {
    for (int round = 0; round < 3; round++) {
      System.out.println("-- opened again, round " + round);
      long started = System.nanoTime();
      try (StackGraph graph = StackGraph.open(ConfigFactory.load(), directory, clock())) {
        print("open", started);
        askOnce(graph);
      }
    }
  }

  private void askOnce(StackGraph graph) throws Exception {
    long end = START + HOUR + hours * HOUR;
    long middle = START + HOUR + hours * HOUR / 2;
    measure("history of the busiest", 1, () -> graph.history(busiest(), START, end));
    measure("history of an element", 100, () -> graph.history(anyId(), START, end));
    measure("history of the busiest", 20, () -> graph.history(busiest(), START, end));
    measure("component at an instant", 100, () -> graph.component(anyId(), middle));
    measure("component by identifier", 100, () -> graph.byIdentifier("urn:host:/" + any(), middle));
    measure("difference of one hour", 5, () -> graph.diff(end - HOUR, end));
    measure("difference of ten minutes", 5, () -> graph.diff(end - HOUR, end - HOUR * 5 / 6));
    measure("changes of one hour", 5, () -> graph.changes(end - HOUR, end, s -> true, 1000));
    measure("snapshot, cold", 1, () -> graph.at(middle));
    measure("snapshot, the same again", 10, () -> graph.at(middle));
    measure("snapshot, 100 s later", 1, () -> graph.at(middle + 100_000));
    measure("snapshot, an hour earlier", 1, () -> graph.at(middle - HOUR));
    measure(
        "snapshot, anywhere between the two", 20, () -> graph.at(within(middle - HOUR, middle)));
    measure("snapshot, present", 1, () -> graph.at(end));
    measure("snapshot, an hour before", 1, () -> graph.at(end - HOUR));
    measure("snapshot, a minute before that", 1, () -> graph.at(end - HOUR - 60_000));
    measure("snapshot, anywhere in that hour", 20, () -> graph.at(within(end - HOUR, end)));
    measure("snapshot, anywhere again", 20, () -> graph.at(within(end - HOUR, end)));
    TopologySnapshot before = graph.at(end - HOUR);
    TopologySnapshot after = graph.at(end);
    measure(
        "difference of two views",
        5,
        () -> graph.diff(TopologyView.all(before), TopologyView.all(after)));
    ElementHistory history = graph.history(busiest(), START, end);
    System.out.printf("%-36s %d%n", "versions of the busiest", history.versions().size());
  }

  private long within(long fromMillis, long toMillis) {
    return fromMillis + (long) (random.nextDouble() * (toMillis - fromMillis));
  }

  private long anyId() {
    return SampleTopology.componentId(any());
  }

  private static long busiest() {
    return SampleTopology.componentId(7);
  }

  private interface Question {
    Object ask() throws Exception;
  }

  private static void measure(String what, int times, Question question) throws Exception {
    double[] millis = new double[times];
    for (int i = 0; i < times; i++) {
      long started = System.nanoTime();
      question.ask();
      millis[i] = (System.nanoTime() - started) / 1e6;
    }
    double first = millis[0];
    Arrays.sort(millis);
    System.out.printf(
        "%-36s first %8.1f ms  p50 %8.1f  max %8.1f%n",
        what, first, millis[times / 2], millis[times - 1]);
  }

  private static void print(String what, long startedNanos) {
    System.out.printf("%-36s %.1f s%n", what, (System.nanoTime() - startedNanos) / 1e9);
  }

  private static TestClock clock() {
    return new TestClock(START);
  }

  private long size() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
