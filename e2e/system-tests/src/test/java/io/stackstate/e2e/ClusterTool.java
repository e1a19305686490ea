package io.stackstate.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command {@code e2e/cluster}. */
final class ClusterTool {
  private static final int PATIENCE_MINUTES = 30;

  private ClusterTool() {}

  /** What a command printed, and its exit code. */
  record Result(int code, String output) {}

  /**
   * Runs a command to its end.
   *
   * @return what it printed on both streams
   * @throws IllegalStateException with its output when it fails
   */
  static String run(String... arguments) {
    Result result = attempt(arguments);
    if (result.code() != 0) {
      throw new IllegalStateException(
          "e2e/cluster " + String.join(" ", arguments) + ": " + result.output());
    }
    return result.output();
  }

  /** Runs a command that may fail. */
  static Result attempt(String... arguments) {
    List<String> command = new ArrayList<>(List.of(executable().toString()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // The build that runs these tests has packaged already.
    builder.environment().put("STACKSTATE_SKIP_PACKAGE", "yes");
    try {
      // A file, not a pipe: the processes of the node inherit what the tool leaves open.
      Path output = Files.createTempFile("cluster", ".out");
      Process process = builder.redirectOutput(output.toFile()).start();
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " did not end in " + PATIENCE_MINUTES + " min");
      }
      String text = Files.readString(output, StandardCharsets.UTF_8).strip();
      Files.delete(output);
      return new Result(process.exitValue(), text);
    } catch (IOException e) {
      throw new IllegalStateException(command + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The folder of the sources. */
  static Path project() {
    return executable().getParent().getParent();
  }

  private static Path executable() {
    String path = System.getProperty("e2e.cluster");
    if (path == null) {
      throw new IllegalStateException("system property e2e.cluster: the path of e2e/cluster");
    }
    return Path.of(path).toAbsolutePath().normalize();
  }
}
