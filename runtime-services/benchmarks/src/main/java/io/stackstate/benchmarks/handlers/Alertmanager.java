package io.stackstate.benchmarks.handlers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.stackstate.benchmarks.Await;
import io.stackstate.model.Json;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The peer: Alertmanager in a process of its own, each alert a group of its own, no group wait. */
final class Alertmanager implements Pipeline {
  private final Process process;
  private final Posts alerts;

  /**
   * @param program its executable
   * @param scratch for its configuration, its state and its log
   * @param hook where it sends to
   */
  Alertmanager(Path program, Path scratch, String hook) throws Exception {
    Files.createDirectories(scratch);
    Path config = scratch.resolve("alertmanager.yml");
    Files.writeString(
        config,
        """
        route: {receiver: hook, group_by: ['...'], group_wait: 0s, group_interval: 5m, repeat_interval: 24h}
        receivers: [{name: hook, webhook_configs: [{url: "%s"}]}]
        """
            .formatted(hook));
    int port = freePort();
    process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + config,
                "--storage.path=" + scratch.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=",
                "--log.level=warn")
            .redirectErrorStream(true)
            .redirectOutput(scratch.resolve("alertmanager.log").toFile())
            .start();
    alerts = new Posts("http://127.0.0.1:" + port + "/api/v2/alerts");
    Await.until("Alertmanager", () -> answers(port));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private boolean answers(int port) {
    if (!process.isAlive()) {
      throw new IllegalStateException("Alertmanager has ended; is it an executable for Linux?");
    }
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public String name() {
    return "Alertmanager";
  }

  @Override
  public void critical(List<Integer> elements) throws Exception {
    ArrayNode all = Json.mapper().createArrayNode();
    for (int element : elements) {
      var alert = all.addObject();
      alert
          .putObject("labels")
          .put("alertname", "Disk space")
          .put("severity", "critical")
          .put("element", Hook.name(element));
      alert.putObject("annotations").put("summary", "The volume is full.");
    }
    alerts.send(Json.mapper().writeValueAsBytes(all));
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
