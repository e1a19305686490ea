package io.stackstate.functions.worker;

import static io.stackstate.functions.Functions.check;
import static io.stackstate.functions.Functions.extractor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionOutcome;
import io.stackstate.functions.FunctionResult.Check;
import io.stackstate.functions.FunctionResult.Extracted;
import io.stackstate.functions.Functions;
import io.stackstate.functions.script.ScriptError.Kind;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.model.change.HealthState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real worker processes: limits, kills, restarts, and nothing left behind. */
@Timeout(600)
class WorkerPoolIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static WorkerPool pool;

  @BeforeAll
  static void start() {
    pool = WorkerPool.start(settings(1, "1s"));
  }

  @AfterAll
  static void stop() {
    List<Long> pids = pool.pids();
    pool.close();

    await().atMost(PATIENCE).until(() -> pids.stream().noneMatch(WorkerPoolIT::isAlive));
  }

  static WorkerSettings settings(int processes, String time) {
    return WorkerSettings.of(
        ConfigFactory.parseString(
                """
                stackstate.functions.worker {
                  processes = %d, timeLimit = %s, queue = 20, grace = 500ms
                }
                """
                    .formatted(processes, time))
            .withFallback(ConfigFactory.defaultReference())
            .resolve());
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static FunctionOutcome run(FunctionDefinition definition, Map<String, Object> arguments) {
    return pool.run(definition, arguments)
        .orTimeout(240, java.util.concurrent.TimeUnit.SECONDS)
        .join();
  }

  private static ScriptException failure(FunctionDefinition definition) {
    try {
      throw new AssertionError("returned " + run(definition, Map.of()));
    } catch (CompletionException e) {
      return (ScriptException) e.getCause();
    }
  }

  private static void assertServes() {
    FunctionOutcome outcome = run(check("log.info('here'); CRITICAL"), Map.of());
    assertThat(((Check) outcome.result()).healthState()).contains(HealthState.CRITICAL);
    assertThat(outcome.log()).singleElement().extracting("message").isEqualTo("here");
  }

  @Test
  void returnsWhatTheFunctionReturned() {
    FunctionDefinition definition =
        extractor(
            "def e = topologyElement.asReadonlyMap()\n"
                + "Sts.createId(e.externalId, e.data.ids as Set, e.typeName)");
    Map<String, Object> element =
        Map.of("externalId", "a", "typeName", "t", "data", Map.of("ids", List.of("x", "y")));

    FunctionOutcome outcome = run(definition, Map.of("topologyElement", element));

    assertThat(outcome.result()).isInstanceOf(Extracted.class);
    assertThat(((Extracted) outcome.result()).identifiers()).containsExactly("x", "y");
  }

  @Test
  void tellsErrorsAsInProcess() {
    assertThat(failure(check("1 +")).error().kind()).isEqualTo(Kind.SYNTAX);
    assertThat(failure(check("\n'x'.execute()")).error().line()).isEqualTo(2);
    assertThat(failure(check("'x'.execute()")).error().kind()).isEqualTo(Kind.SECURITY);
    assertThat(failure(check("[1]")).error().kind()).isEqualTo(Kind.WRONG_RESULT);
    assertThat(failure(check("while (true) { }")).error().kind()).isEqualTo(Kind.TIMEOUT);
  }

  @Test
  void whatDoesNotStopIsKilledAndTheNextFunctionRuns() {
    assertServes();
    long before = pool.pids().get(0);

    // Native code that nothing in the process can interrupt: the number has a few hundred million
    // digits on the way.
    ScriptException failure = failure(check(ENDLESS));

    assertThat(failure.error().kind()).isEqualTo(Kind.TIMEOUT);
    assertServes();
    assertThat(pool.pids()).doesNotContain(before);
    await().atMost(PATIENCE).until(() -> !isAlive(before));
  }

  private static final String ENDLESS =
      "def l = [1]; def k = [1]; 60.times { l = [l, l]; k = [k, k] }; [l].contains(k)";

  @Test
  void whatTakesAllMemoryEndsItsProcessOnly() {
    ScriptException failure =
        failure(check("def l = []; int i = 0; while (true) { l << ('x' + i++).padLeft(1000000) }"));

    assertThat(failure.error().kind()).isIn(Kind.LIMIT, Kind.TIMEOUT);
    assertServes();
  }

  @Test
  void aWorkerThatIsKilledIsReplaced() {
    assertServes();
    long pid = pool.pids().get(0);

    ProcessHandle.of(pid).orElseThrow().destroyForcibly();

    await().atMost(PATIENCE).until(() -> pool.ready() == 1 && !pool.pids().contains(pid));
    assertServes();
  }

  @Test
  void whatRunsWhenTheWorkerDiesFailsWithAReason() {
    assertServes();
    long pid = pool.pids().get(0);
    CompletableFuture<FunctionOutcome> outcome = pool.run(check("while (true) { }"), Map.of());

    ProcessHandle.of(pid).orElseThrow().destroyForcibly();

    assertThat(outcome)
        .failsWithin(PATIENCE)
        .withThrowableOfType(java.util.concurrent.ExecutionException.class)
        .withMessageMatching("(?s).*(the process that r[au]ns? it ended|took longer than).*");
    assertServes();
  }

  @Test
  void moreThanMayWaitAreRefused() {
    List<CompletableFuture<FunctionOutcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      outcomes.add(pool.run(check("500.times { 'a'.padLeft(1000) }; CLEAR"), Map.of()));
    }

    long refused =
        outcomes.stream()
            .filter(CompletableFuture::isCompletedExceptionally)
            .filter(each -> each.handle((value, e) -> e.getMessage().contains("busy")).join())
            .count();

    assertThat(refused).isPositive();
    outcomes.forEach(each -> each.exceptionally(e -> null).join());
    assertServes();
  }

  @Test
  void aWorkerSeesNoEnvironmentAndLittleClassPath() throws IOException {
    long pid = awaitPid();
    String environment = Files.readString(Path.of("/proc/" + pid + "/environ"));
    String command = Files.readString(Path.of("/proc/" + pid + "/cmdline"));

    assertThat(environment).isEmpty();
    assertThat(command).doesNotContain("kafka").doesNotContain("antlr").doesNotContain("logback");
  }

  private static long awaitPid() {
    await().atMost(PATIENCE).until(() -> pool.ready() == 1);
    return pool.pids().get(0);
  }

  @Test
  void closingFailsWhatRunsAndEndsTheProcesses() {
    WorkerPool other = WorkerPool.start(settings(1, "60s"));
    await().atMost(PATIENCE).until(() -> other.ready() == 1);
    List<Long> pids = other.pids();
    CompletableFuture<FunctionOutcome> running = other.run(check("while (true) { }"), Map.of());
    CompletableFuture<FunctionOutcome> queued = other.run(check("CLEAR"), Map.of());

    other.close();

    assertThat(running).failsWithin(PATIENCE);
    assertThat(queued).failsWithin(PATIENCE);
    assertThat(other.run(check("CLEAR"), Map.of())).isCompletedExceptionally();
    await().atMost(PATIENCE).until(() -> pids.stream().noneMatch(WorkerPoolIT::isAlive));
  }

  @Test
  void orphansEndWhenTheirParentIsKilled() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Orphaning.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String line = parent.inputReader().readLine();
    long orphan = Long.parseLong(line.strip());
    assertThat(isAlive(orphan)).isTrue();

    parent.destroyForcibly().waitFor();

    await().atMost(PATIENCE).until(() -> !isAlive(orphan));
  }

  /** A parent whose worker is in the middle of an endless function. */
  public static final class Orphaning {
    public static void main(String[] arguments) {
      WorkerPool pool = WorkerPool.start(settings(1, "600s"));
      await().atMost(PATIENCE).until(() -> pool.ready() == 1);
      CompletableFuture<FunctionOutcome> running =
          pool.run(Functions.check("while (true) { }"), Map.of());
      System.out.println(pool.pids().get(0));
      running.join();
    }
  }
}
