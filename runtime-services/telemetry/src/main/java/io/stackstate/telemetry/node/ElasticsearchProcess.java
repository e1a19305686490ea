package io.stackstate.telemetry.node;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of an Elasticsearch node as a child of this process, on the loop-back address.
 *
 * <p>The child dies with its parent, {@code kill -9} included: a shell in between reads from a pipe
 * that this process holds open, and stops Elasticsearch at its end.
 */
public final class ElasticsearchProcess implements AutoCloseable {
  /**
   * Job control gives Elasticsearch, which is a launcher and the node, a process group of its own:
   * Ctrl-C in a terminal does not reach it, and a signal to the group reaches both, also while the
   * node is starting.
   */
  private static final String WATCHED =
      """
      set -m
      exec 3<&0 </dev/null
      bash "$0" 3<&- & child=$!
      ( read -r _ <&3; kill -TERM -- -$child; sleep 8; kill -KILL -- -$child ) 2>/dev/null & watcher=$!
      wait $child; code=$?
      kill -KILL -- -$watcher -$child 2>/dev/null
      exit $code
      """;

  private static final int STOP_SECONDS = 12;

  private final Process process;
  private final int port;

  private ElasticsearchProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts a node; it answers some seconds later.
   *
   * @param distribution an unpacked Elasticsearch
   * @param root the node's own directory
   * @param heap of the node, as {@code -Xmx} takes it
   * @throws IOException that says why it is impossible here
   */
  public static ElasticsearchProcess start(Path distribution, Path root, String heap)
      throws IOException, InterruptedException {
    ElasticsearchHome home = new ElasticsearchHome(distribution, root);
    int port = freePort();
    home.prepare(port, freePort(), heap);
    List<String> command = new ArrayList<>();
    if (UnprivilegedUser.needed()) {
      command.addAll(dropPrivileges(home, root));
    }
    command.addAll(List.of("bash", "-c", WATCHED, home.executable().toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("ES_"));
    // Of this process: it must not find our jars beside its own.
    builder.environment().remove("CLASSPATH");
    builder.environment().put("ES_PATH_CONF", home.config().toString());
    builder.environment().put("ES_TMPDIR", home.temporary().toString());
    builder.environment().put("ES_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("CLI_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    builder.directory(root.toFile());
    File console = home.logs().resolve("console.log").toFile();
    builder.redirectErrorStream(true).redirectOutput(console);
    return new ElasticsearchProcess(builder.start(), port);
  }

  private static List<String> dropPrivileges(ElasticsearchHome home, Path root)
      throws IOException, InterruptedException {
    UnprivilegedUser user = UnprivilegedUser.find(root);
    home.chown(user.principal());
    for (Path needed : List.of(home.executable(), home.config())) {
      if (!user.canRead(needed)) {
        throw new IOException(
            "it does not run as root, and user nobody cannot read "
                + needed
                + " (a directory above is closed to others)");
      }
    }
    return user.prefix();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Of its REST interface. */
  public int port() {
    return port;
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** Only after it has ended. */
  public int exitCode() {
    return process.exitValue();
  }

  /** Asks it to stop, waits for it, and kills it when it does not. */
  @Override
  public void close() {
    try {
      List<ProcessHandle> family = process.descendants().toList();
      process.getOutputStream().close();
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        family.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
