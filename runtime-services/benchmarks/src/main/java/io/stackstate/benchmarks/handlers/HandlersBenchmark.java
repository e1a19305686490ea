package io.stackstate.benchmarks.handlers;

import io.stackstate.benchmarks.Await;
import io.stackstate.benchmarks.Benchmark;
import io.stackstate.benchmarks.Figure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Event handlers: from a check state that an agent posts to the webhook that is told, through
 * receiver, health and automation in this process, and the same of Alertmanager when the system
 * property {@code alertmanager} names its executable; then the rate of events with few and with
 * many handlers.
 */
public final class HandlersBenchmark implements Benchmark {
  private static final int COMPONENTS = 32_000;
  private static final int PER_SECOND = 40;
  private static final int WARM_UP = 10 * PER_SECOND;
  private static final int SINGLE = 15 * PER_SECOND;
  private static final int STORM = 10_000;
  private static final int PER_MESSAGE = 500;
  private static final int EVENTS = 100_000;
  private static final int HANDLERS = 1_000;

  /** What one pipeline has shown. */
  private record Shown(double p50, double p99, double perSecond) {}

  @Override
  public String name() {
    return "handlers";
  }

  @Override
  public List<Figure> run(Path scratch) throws Exception {
    List<Figure> figures = new ArrayList<>();
    Optional<Path> program = Optional.ofNullable(System.getProperty("alertmanager")).map(Path::of);
    try (Hook hook = new Hook();
        Platform platform = new Platform(scratch.resolve("kafka"), COMPONENTS)) {
      platform.tell(hook.url());
      Shown ours = measure(platform, hook);
      Optional<Shown> peer = Optional.empty();
      if (program.isPresent() && Files.isExecutable(program.get())) {
        try (Alertmanager alertmanager =
            new Alertmanager(program.get(), scratch.resolve("alertmanager"), hook.url())) {
          peer = Optional.of(measure(alertmanager, hook));
        }
      } else {
        System.out.println(
            "  skipped: Alertmanager; -Dalertmanager=FILE before -jar names its executable");
      }
      figures.addAll(figures(ours, peer));
      figures.addAll(eventRates(platform.neighbours()));
    }
    return figures;
  }

  private static Shown measure(Pipeline pipeline, Hook hook) throws Exception {
    hook.forget();
    int first = 1;
    List<Double> millis = new ArrayList<>();
    long period = 1_000_000_000L / PER_SECOND;
    long begin = System.nanoTime();
    for (int i = 0; i < WARM_UP + SINGLE; i++) {
      long due = begin + i * period;
      LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
      String name = Hook.name(first + i);
      long sent = System.nanoTime();
      pipeline.critical(List.of(first + i));
      Await.until("webhook of " + name, () -> hook.arrivedNanos(name) != null);
      if (i >= WARM_UP) {
        millis.add((hook.arrivedNanos(name) - sent) / 1e6);
      }
    }
    millis.sort(null);
    first += WARM_UP + SINGLE;
    storm(pipeline, hook, first);
    double perSecond = storm(pipeline, hook, first + STORM);
    Shown shown =
        new Shown(
            millis.get(millis.size() / 2), millis.get((int) (millis.size() * 0.99)), perSecond);
    System.out.printf("  %s: %s%n", pipeline.name(), shown);
    return shown;
  }

  /** Webhooks per second when so many elements turn critical at once. */
  private static double storm(Pipeline pipeline, Hook hook, int first) throws Exception {
    hook.forget();
    long begin = System.nanoTime();
    for (int at = first; at < first + STORM; at += PER_MESSAGE) {
      pipeline.critical(IntStream.range(at, at + PER_MESSAGE).boxed().toList());
    }
    Await.until("all webhooks", () -> hook.count() >= STORM);
    double rate = STORM / ((System.nanoTime() - begin) / 1e9);
    System.out.printf("  %s: %,.0f webhooks/s%n", pipeline.name(), rate);
    return rate;
  }

  private static List<Figure> figures(Shown ours, Optional<Shown> peer) {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        new Figure(
            "check state POST to webhook received, p50", ours.p50(), "ms", 500, "limit", ""));
    figures.add(
        new Figure(
            "check state POST to webhook received, p99",
            ours.p99(),
            "ms",
            500,
            "limit",
            "< 500 ms"));
    figures.add(
        new Figure(
            "10,000 elements turn critical, each a webhook",
            ours.perSecond() * 60,
            "webhooks/min",
            10_000,
            "limit",
            ">= 10,000/min"));
    peer.ifPresent(
        am -> {
          String name = "Alertmanager, alert POST to webhook, in memory only";
          figures.add(new Figure("the same, p50", ours.p50(), "ms", am.p50(), name, ""));
          figures.add(new Figure("the same, p99", ours.p99(), "ms", am.p99(), name, ""));
          figures.add(
              new Figure(
                  "the same 10,000",
                  ours.perSecond() * 60,
                  "webhooks/min",
                  am.perSecond() * 60,
                  name,
                  ""));
        });
    return figures;
  }

  /**
   * With one handler that waits for another event, with many, and with many on the same trigger.
   */
  private static List<Figure> eventRates(Neighbours neighbours) throws Exception {
    neighbours.handler(1, null);
    define(neighbours, 1, "{'event':{'types':['Type %d']}}", "{}");
    rate(neighbours);
    double one = rate(neighbours);
    define(neighbours, HANDLERS, "{'event':{'types':['Type %d']}}", "{}");
    double many = rate(neighbours);
    define(neighbours, 1, "{'elementHealth':{}}", "{'componentTags':['none:%d']}");
    for (int i = 2; i <= HANDLERS; i++) {
      neighbours.handler(i, null);
    }
    double oneScoped = rate(neighbours);
    define(neighbours, HANDLERS, "{'elementHealth':{}}", "{'componentTags':['none:%d']}");
    double manyScoped = rate(neighbours);
    return List.of(
        new Figure(
            "events with 1,000 handlers of other triggers",
            many,
            "events/s",
            one,
            "one handler",
            "~ 1x"),
        new Figure(
            "events with 1,000 handlers of this trigger, each for another tag",
            manyScoped,
            "events/s",
            oneScoped,
            "one handler",
            ""));
  }

  private static void define(Neighbours neighbours, int count, String trigger, String scope)
      throws Exception {
    for (int i = 1; i <= count; i++) {
      neighbours.handler(
          i,
          "{'triggers':["
              + trigger.formatted(i)
              + "],'scope':"
              + scope.formatted(i)
              + ",'outputs':[{'name':'hook','webhook':{'url':'http://127.0.0.1:1/'}}]}");
    }
    neighbours.awaitHandler(count);
  }

  private static double rate(Neighbours neighbours) throws Exception {
    neighbours.awaitEvents();
    long begin = System.nanoTime();
    neighbours.healthEvents(EVENTS, COMPONENTS);
    neighbours.awaitEvents();
    double rate = EVENTS / ((System.nanoTime() - begin) / 1e9);
    System.out.printf("  %,.0f events/s%n", rate);
    return rate;
  }
}
