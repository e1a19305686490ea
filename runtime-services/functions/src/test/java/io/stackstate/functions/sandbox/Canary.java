package io.stackstate.functions.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Shows whether a script did something outside: made a file, a property, a process or a connection.
 */
final class Canary implements AutoCloseable {
  static final String PROPERTY = "functions.canary";

  private final Path file;
  private final Path temporary = Path.of(System.getProperty("java.io.tmpdir"), "functions-canary");
  private final ServerSocket server;
  private final List<ProcessHandle> children;

  Canary(Path directory) throws IOException {
    this.file = directory.resolve("canary");
    this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    this.server.setSoTimeout(1);
    this.children = ProcessHandle.current().children().toList();
    System.clearProperty(PROPERTY);
  }

  String file() {
    return file.toString();
  }

  int port() {
    return server.getLocalPort();
  }

  /** What happened, empty when nothing did. */
  List<String> deaths() throws IOException {
    java.util.ArrayList<String> deaths = new java.util.ArrayList<>();
    if (Files.exists(file) || Files.exists(temporary)) {
      deaths.add("file");
    }
    if (System.getProperty(PROPERTY) != null) {
      deaths.add("property");
    }
    if (ProcessHandle.current().children().anyMatch(child -> !children.contains(child))) {
      deaths.add("process");
    }
    try {
      server.accept().close();
      deaths.add("network");
    } catch (java.net.SocketTimeoutException e) {
      assertThat(e).isNotNull();
    }
    return deaths;
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(file);
    Files.deleteIfExists(temporary);
    System.clearProperty(PROPERTY);
  }
}
