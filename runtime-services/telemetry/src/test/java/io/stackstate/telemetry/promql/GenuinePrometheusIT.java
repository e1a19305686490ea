package io.stackstate.telemetry.promql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.Json;
import io.stackstate.telemetry.metric.MetricsUnavailableException;
import io.stackstate.telemetry.metric.Samples;
import io.stackstate.telemetry.promql.syntax.PromqlSyntaxException;
import java.io.IOException;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same queries on the same series, here and in a genuine Prometheus 3. Runs with {@code
 * -Dprometheus=BINARY}, beside which {@code promtool} lies.
 */
@EnabledIfSystemProperty(named = "prometheus", matches = ".+")
class GenuinePrometheusIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final double TOLERANCE = 1e-9;
  private static final long STEP = 47_000;

  @TempDir static Path folder;

  private static final InMemorySource WORLD = SampleWorld.make();
  private static Process prometheus;
  private static String address;

  private final PromqlEngine engine = new PromqlEngine(WORLD, PromqlLimits.DEFAULT);

  @BeforeAll
  static void start() throws Exception {
    Path binary = Path.of(System.getProperty("prometheus"));
    Path text = folder.resolve("world.txt");
    Files.writeString(text, openMetrics());
    run(
        binary.resolveSibling("promtool").toString(),
        "tsdb",
        "create-blocks-from",
        "openmetrics",
        text.toString(),
        folder.resolve("data").toString());
    Files.writeString(folder.resolve("prometheus.yml"), "");
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    address = "http://127.0.0.1:" + port;
    prometheus =
        new ProcessBuilder(
                binary.toString(),
                "--config.file=" + folder.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--storage.tsdb.retention.time=50y",
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> get("/-/ready").statusCode() == 200);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (prometheus != null) {
      prometheus.destroy();
      prometheus.waitFor();
    }
  }

  @Test
  void rangesAreTheSame() throws Exception {
    RandomQueries queries = new RandomQueries(Long.getLong("seed", 1));
    List<String> differences = new ArrayList<>();
    int answered = 0;
    for (int i = 0; i < Integer.getInteger("queries", 600); i++) {
      String query = queries.vector(1 + i % 3);
      String expected = genuineRange(query);
      String found = ownRange(query);
      answered += expected.startsWith("error") ? 0 : 1;
      if (!same(expected, found)) {
        differences.add(query + "\n  genuine " + shown(expected) + "\n  own     " + shown(found));
      }
    }
    System.out.println("answered: " + answered + ", different: " + differences.size());
    assertThat(differences).isEmpty();
  }

  private static String shown(String text) {
    return text.length() < 300 ? text : text.substring(0, 300);
  }

  /** By words, of which numbers may differ a little. */
  private static boolean same(String a, String b) {
    if (a.equals(b) || (a.startsWith("error") && b.startsWith("error"))) {
      return true;
    }
    String[] left = a.split("[ {},]+");
    String[] right = b.split("[ {},]+");
    if (left.length != right.length) {
      return false;
    }
    for (int i = 0; i < left.length; i++) {
      if (!left[i].equals(right[i]) && !close(left[i], right[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean close(String a, String b) {
    try {
      double left = Double.parseDouble(a);
      double right = Double.parseDouble(b);
      return Math.abs(left - right) <= TOLERANCE * Math.max(1e-3, Math.abs(left));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private String ownRange(String query) throws MetricsUnavailableException {
    try {
      Map<String, String> series = new TreeMap<>();
      Duration time = Duration.ofSeconds(60);
      for (Samples samples :
          engine
              .range(query, SampleWorld.START, SampleWorld.END, STEP, time, () -> false)
              .series()) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < samples.times().length; i++) {
          line.append(' ').append(samples.times()[i]);
          line.append(' ').append(Numerals.text(samples.values()[i]));
        }
        series.put(new TreeMap<>(samples.labels()).toString(), line.toString());
      }
      return series.toString();
    } catch (PromqlException | PromqlSyntaxException e) {
      return "error " + e.getMessage();
    }
  }

  private static String genuineRange(String query) throws IOException, InterruptedException {
    String path =
        "/api/v1/query_range?start=%s&end=%s&step=%s&query=%s"
            .formatted(
                SampleWorld.START / 1000.0,
                SampleWorld.END / 1000.0,
                STEP / 1000.0,
                URLEncoder.encode(query, StandardCharsets.UTF_8));
    JsonNode answer = Json.mapper().readTree(get(path).body());
    if (!answer.path("status").asText().equals("success")) {
      return "error " + answer.path("error").asText();
    }
    Map<String, String> series = new TreeMap<>();
    for (JsonNode one : answer.path("data").path("result")) {
      Map<String, String> labels = new TreeMap<>();
      one.path("metric").properties().forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
      StringBuilder line = new StringBuilder();
      for (JsonNode point : one.path("values")) {
        line.append(' ').append(Math.round(point.path(0).asDouble() * 1000));
        line.append(' ').append(point.path(1).asText());
      }
      series.put(labels.toString(), line.toString());
    }
    return series.toString();
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
  }

  private static String openMetrics() {
    Map<String, StringBuilder> byName = new TreeMap<>();
    for (Samples samples : WORLD.series()) {
      Labels labels = Labels.of(samples.labels());
      String name = labels.get("__name__");
      String rest = labels.withoutName().toString().replace(", ", ",");
      StringBuilder lines = byName.computeIfAbsent(name, key -> new StringBuilder());
      for (int i = 0; i < samples.times().length; i++) {
        lines.append(name).append(rest).append(' ').append(samples.values()[i]).append(' ');
        lines.append(timeText(samples.times()[i]));
      }
    }
    return String.join("", byName.values()).replace("Infinity", "Inf") + "# EOF\n";
  }

  private static String timeText(long millis) {
    return "%d.%03d\n".formatted(millis / 1000, millis % 1000);
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("promtool.log").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("promtool.log"))).isZero();
  }
}
