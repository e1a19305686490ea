package io.stackstate.benchmarks.promql;

import io.stackstate.benchmarks.Await;
import io.stackstate.telemetry.metric.Samples;
import java.io.IOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The peer: Prometheus in a process of its own, with the same series in its store. */
final class Prometheus implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final String address;

  /**
   * @param program its executable, beside which {@code promtool} lies
   * @param scratch for its configuration, its store and its log
   */
  Prometheus(Path program, Path scratch, List<Samples> series) throws Exception {
    Files.createDirectories(scratch);
    Path text = scratch.resolve("series.txt");
    write(text, series);
    Path data = scratch.resolve("data");
    importInto(program, scratch, text, data);
    Path config = Files.writeString(scratch.resolve("prometheus.yml"), "");
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    address = "http://127.0.0.1:" + port;
    process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + data,
                "--storage.tsdb.retention.time=50y",
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(scratch.resolve("prometheus.log").toFile())
            .start();
    Await.until("Prometheus", this::ready);
  }

  private static void importInto(Path program, Path scratch, Path text, Path data)
      throws IOException, InterruptedException {
    Process tool =
        new ProcessBuilder(
                program.resolveSibling("promtool").toString(),
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                text.toString(),
                data.toString())
            .redirectErrorStream(true)
            .redirectOutput(scratch.resolve("promtool.log").toFile())
            .start();
    if (tool.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(scratch.resolve("promtool.log")));
    }
  }

  private static void write(Path file, List<Samples> series) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      for (Samples one : series) {
        String name =
            "%s{job=\"%s\",instance=\"%s\"} "
                .formatted(Counters.NAME, one.labels().get("job"), one.labels().get("instance"));
        for (int i = 0; i < one.times().length; i++) {
          long time = one.times()[i];
          out.write(name + one.values()[i] + " " + time / 1000 + ".");
          out.write("%03d\n".formatted(time % 1000));
        }
      }
      out.write("# EOF\n");
    }
  }

  private boolean ready() throws InterruptedException {
    try {
      return get("/-/ready").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
  }

  /** The answer to a range query. */
  String range(String query, long start, long end, long step)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        get(
            "/api/v1/query_range?query=%s&start=%s&end=%s&step=%s"
                .formatted(
                    URLEncoder.encode(query, StandardCharsets.UTF_8),
                    start / 1000.0,
                    end / 1000.0,
                    step / 1000.0));
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("Prometheus answers " + answer.body());
    }
    return answer.body();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
