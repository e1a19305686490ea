package io.stackstate.benchmarks.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stackstate.benchmarks.contest.Contest;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs one contender in a process of its own: the libraries of the contenders exclude each other,
 * and none shall feel the heap of another.
 */
final class ContestProcess {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ContestProcess() {}

  /** How one round went; times in nanoseconds. */
  record Outcome(long executions, long p50, long p99, List<Long> answers) {}

  /** All that a contender printed. */
  record Result(Map<String, Outcome> rounds, long loadMillis, long heapBytes, long diskBytes) {}

  /**
   * Runs it with as much heap as this process has.
   *
   * @throws IllegalStateException when it fails; what it says about that goes to standard error
   */
  static Result run(
      String contender, String classPath, int components, Path directory, int secondsPerRound)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + (Runtime.getRuntime().maxMemory() >> 20) + "m");
    command.addAll(
        List.of(
            "-cp",
            classPath,
            Contest.class.getName(),
            contender,
            Integer.toString(components),
            directory.toString(),
            Integer.toString(secondsPerRound)));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      Result result = read(process);
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IllegalStateException(contender + " ended with " + exit);
      }
      return result;
    } finally {
      process.destroyForcibly();
    }
  }

  private static Result read(Process process) throws IOException {
    Map<String, Outcome> rounds = new LinkedHashMap<>();
    JsonNode last = JSON.createObjectNode();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode node = JSON.readTree(line);
        if (!node.has("round")) {
          last = node;
          continue;
        }
        List<Long> answers = new ArrayList<>();
        node.get("answers").forEach(answer -> answers.add(answer.longValue()));
        rounds.put(
            node.get("round").textValue(),
            new Outcome(
                node.get("executions").longValue(),
                node.get("p50").longValue(),
                node.get("p99").longValue(),
                answers));
      }
    }
    return new Result(
        rounds,
        last.path("loadMillis").longValue(),
        last.path("heapBytes").longValue(),
        last.path("diskBytes").longValue());
  }

  /** Everything in a directory that a build left there, or nothing. */
  static String classPath(Path target) {
    File[] jars = target.toFile().listFiles((directory, name) -> name.endsWith(".jar"));
    return jars == null || jars.length == 0
        ? ""
        : jars[0] + File.pathSeparator + target.resolve("lib") + File.separator + "*";
  }
}
