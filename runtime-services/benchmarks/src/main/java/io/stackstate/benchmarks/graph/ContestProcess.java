package io.stackstate.benchmarks.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs one contender in a process of its own, with as much heap as this one has: the libraries of
 * the contenders exclude each other, and none shall feel the heap of another.
 */
final class ContestProcess {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** On two idle processors each contender takes a few minutes at most. */
  private static final int MOST_MINUTES = 15;

  private ContestProcess() {}

  /** How one round went; times in nanoseconds. */
  record Outcome(long executions, long p50, long p99, List<Long> answers) {}

  /**
   * All that a contender printed.
   *
   * @param figures the last line
   */
  record Result(Map<String, Outcome> rounds, JsonNode figures) {
    double figure(String name) {
      return figures.path(name).doubleValue();
    }
  }

  /** The class path of what is part of the platform. */
  static String own() {
    return System.getProperty("java.class.path");
  }

  /**
   * The class path of a peer.
   *
   * @param module where it is built
   * @throws IllegalStateException when it is not
   */
  static String peer(String module) throws URISyntaxException {
    Path jar =
        Path.of(ContestProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path target = jar.getParent().resolveSibling(module).resolve("target");
    Path peer = target.resolve("stackstate-benchmarks-" + module + ".jar");
    if (!Files.exists(peer)) {
      throw new IllegalStateException(
          "the peer " + module + " is not built: mvn -Ppeers -DskipTests package");
    }
    return peer + File.pathSeparator + target.resolve("lib") + File.separator + "*";
  }

  /**
   * Runs it to its end.
   *
   * @throws IllegalStateException when it fails; what it says about that goes to standard error
   */
  static Result run(String classPath, Class<?> main, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + (Runtime.getRuntime().maxMemory() >> 20) + "m");
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      long start = System.nanoTime();
      CompletableFuture.delayedExecutor(MOST_MINUTES, TimeUnit.MINUTES)
          .execute(process::destroyForcibly);
      Result result = read(process);
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IllegalStateException(
            "%s ended with %d after %,d s; it may take %,d s"
                .formatted(arguments, exit, seconds(start), 60 * MOST_MINUTES));
      }
      System.out.printf(
          "  %s: %,d s%n",
          arguments.get(0).substring(arguments.get(0).lastIndexOf('.') + 1), seconds(start));
      return result;
    } finally {
      process.destroyForcibly();
    }
  }

  private static long seconds(long startNanos) {
    return (System.nanoTime() - startNanos) / 1_000_000_000L;
  }

  private static Result read(Process process) throws IOException {
    Map<String, Outcome> rounds = new LinkedHashMap<>();
    JsonNode last = JSON.createObjectNode();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode node = JSON.readTree(line);
        if (node.has("round")) {
          rounds.put(node.get("round").textValue(), outcome(node));
        } else {
          last = node;
        }
      }
    }
    return new Result(rounds, last);
  }

  private static Outcome outcome(JsonNode node) {
    List<Long> answers = new ArrayList<>();
    node.get("answers").forEach(answer -> answers.add(answer.longValue()));
    return new Outcome(
        node.get("executions").longValue(),
        node.get("p50").longValue(),
        node.get("p99").longValue(),
        answers);
  }
}
