package io.stackstate.health.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.stackstate.health.monitor.MonitorOutput.Entry;
import io.stackstate.health.monitor.MonitorRun.Outcome;
import io.stackstate.model.Json;
import io.stackstate.model.monitor.MonitorRunRequest;
import io.stackstate.model.monitor.MonitorRunStatus;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * Runs the enabled monitors and those that people ask for (health sheet, section 3.3). Functions
 * run on the threads of an executor, so many at a time; everything else happens in {@link #step()},
 * which one thread calls again and again. What a step decides is written as a whole: after a crash
 * a runner that is restored from the written statuses goes on as if nothing had been.
 */
public final class MonitorRunner {
  private static final int MOST_WAITING = 100;

  /** For so long telemetry may not be there yet: what needs it tries again, and has not failed. */
  private static final long START_MILLIS = 180_000;

  private static final long AGAIN_MILLIS = 5_000;

  private final MonitorFunctions functions;
  private final MonitorOutput output;
  private final Executor threads;
  private final int parallel;
  private final InstantSource clock;
  private final long since;
  private final MonitorDefinitions definitions = new MonitorDefinitions();
  private final Schedule schedule = new Schedule();
  private final Map<Long, MonitorRunStatus> statuses = new TreeMap<>();
  private final Deque<MonitorRunRequest> asked = new ArrayDeque<>();
  private final Publications publications = new Publications();
  private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
  private int running;

  /**
   * @param threads at least {@code parallel}
   */
  public MonitorRunner(
      MonitorFunctions functions,
      MonitorOutput output,
      Executor threads,
      int parallel,
      InstantSource clock) {
    this.functions = functions;
    this.output = output;
    this.threads = threads;
    this.parallel = parallel;
    this.clock = clock;
    this.since = clock.millis();
  }

  /**
   * @param request null when the schedule started it
   * @param millis how long it took
   * @param at when it ended, epoch milliseconds: the interval begins there, whenever it is noticed
   */
  private record Ended(
      MonitorRun run, MonitorRunRequest request, Outcome outcome, long millis, long at) {}

  /** The status that a runner before this one wrote last; before the first step. */
  public void restore(MonitorRunStatus status) {
    statuses.put(status.id(), status);
    if (status.lastRunMillis() > 0) {
      schedule.ended(status.id(), status.lastRunMillis());
    }
  }

  /** Takes a definition over, see {@link MonitorDefinitions#apply}. */
  public void define(String type, long id, JsonNode definition) {
    definitions.apply(type, id, definition);
  }

  /** Takes a request; one that is too late already, or one too many, is passed over. */
  public void request(MonitorRunRequest request) {
    if (request.deadlineMillis() <= clock.millis()) {
      return;
    }
    if (request.publication() != null) {
      publications.add(run(request).id(), request);
    } else if (asked.size() < MOST_WAITING) {
      asked.add(request);
    }
  }

  /** How many monitors are to run. */
  public int enabled() {
    return definitions.enabled().size();
  }

  /** Whether something runs: what ends soon should not wait long for the next step. */
  public boolean busy() {
    return running > 0;
  }

  /** Writes what has ended or changed, then starts what is due. */
  public void step() {
    long now = clock.millis();
    List<Entry> entries = new ArrayList<>();
    for (Ended each = ended.poll(); each != null; each = ended.poll()) {
      running--;
      finish(each, entries);
    }
    retire(now, entries);
    begin(now, entries);
    publish(now, entries);
    if (!entries.isEmpty()) {
      output.write(entries);
    }
    startAsked(now);
    startDue(now);
  }

  private void finish(Ended each, List<Entry> entries) {
    long id = each.run().id();
    boolean scheduled = each.request() == null;
    if (scheduled && isEarly(each)) {
      schedule.again(id, each.at() + AGAIN_MILLIS);
      return;
    }
    if (scheduled) {
      schedule.ended(id, each.at());
    } else {
      entries.add(
          new Entry.Answer(
              Answers.of(each.request().correlation(), each.outcome(), each.millis())));
    }
    boolean counts = scheduled || !each.request().dryRun();
    if (counts && definitions.enabled().contains(id)) {
      schedule.ranBeside(id, each.at());
      store(id, each.outcome(), each.at(), entries);
    }
  }

  private boolean isEarly(Ended each) {
    boolean passing = each.outcome() instanceof Outcome.Failed failed && failed.passing();
    return passing && each.at() - since < START_MILLIS;
  }

  private void store(long id, Outcome outcome, long now, List<Entry> entries) {
    MonitorRunStatus before = status(id);
    if (outcome instanceof Outcome.Succeeded done) {
      entries.add(new Entry.States(id, MonitorSnapshot.of(done.monitor(), done.states())));
      put(MonitorStatuses.succeeded(before, done.states().size(), now), entries);
    } else if (outcome instanceof Outcome.Failed failed) {
      put(MonitorStatuses.failed(before, failed.error(), now), entries);
    }
  }

  /** The states of a monitor that is not to run go with it. */
  private void retire(long now, List<Entry> entries) {
    for (MonitorRunStatus status : List.copyOf(statuses.values())) {
      long id = status.id();
      boolean ran = status.published() || status.enabledSinceMillis() > 0;
      boolean over = !definitions.enabled().contains(id) && ran;
      if (over && status.published()) {
        // Both: whichever the health synchronization sees last, no state is left.
        entries.add(new Entry.States(id, MonitorSnapshot.empty()));
        entries.add(new Entry.Removal(id, now));
      }
      if (!definitions.exists(id)) {
        statuses.remove(id);
        schedule.forget(id);
        entries.add(new Entry.Forgotten(id));
      } else if (over) {
        schedule.forget(id);
        put(MonitorStatuses.disabled(status), entries);
      }
    }
  }

  private void begin(long now, List<Entry> entries) {
    for (long id : definitions.enabled()) {
      MonitorRunStatus status = status(id);
      if (status.enabledSinceMillis() == 0) {
        put(MonitorStatuses.enabled(status, now), entries);
      }
    }
  }

  private void publish(long now, List<Entry> entries) {
    for (Publications.Batch batch : publications.ready(definitions, now)) {
      long id = batch.monitor();
      Publications.Written written = Publications.write(batch, definitions, status(id), now);
      statuses.put(id, written.status());
      entries.addAll(written.entries());
    }
  }

  private MonitorRunStatus status(long id) {
    return statuses.getOrDefault(id, MonitorRunStatus.none(id));
  }

  private void put(MonitorRunStatus status, List<Entry> entries) {
    statuses.put(status.id(), status);
    entries.add(new Entry.Status(status));
  }

  private void startAsked(long now) {
    while (!asked.isEmpty() && running < parallel) {
      MonitorRunRequest request = asked.poll();
      if (request.deadlineMillis() > now) {
        start(run(request), request);
      }
    }
  }

  private static MonitorRun run(MonitorRunRequest request) {
    try {
      JsonNode monitor = Json.mapper().readTree(request.monitor());
      JsonNode function = Json.mapper().readTree(request.function());
      return new MonitorRun(monitor.path("id").longValue(), monitor, function);
    } catch (JsonProcessingException e) {
      // It fails for the fields that are missing, and who asked is told.
      return new MonitorRun(0, MissingNode.getInstance(), null);
    }
  }

  private void startDue(long now) {
    for (long id : schedule.due(definitions, now)) {
      if (running >= parallel) {
        return;
      }
      schedule.started(id);
      start(definitions.run(id), null);
    }
  }

  private void start(MonitorRun run, MonitorRunRequest request) {
    running++;
    threads.execute(
        () -> {
          long begin = System.nanoTime();
          Outcome outcome = new Outcome.Failed("the run broke off");
          try {
            outcome = run.execute(functions);
          } finally {
            long millis = (System.nanoTime() - begin) / 1_000_000;
            ended.add(new Ended(run, request, outcome, millis, clock.millis()));
          }
        });
  }
}
