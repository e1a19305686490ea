package io.stackstate.benchmarks.metrics;

import io.stackstate.benchmarks.Await;
import io.stackstate.telemetry.node.ElasticsearchHome;
import io.stackstate.telemetry.node.ElasticsearchProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** An Elasticsearch of its own for one benchmark, as the platform starts it beside itself. */
final class SearchNode implements AutoCloseable {
  private static final Path DISTRIBUTION = Path.of("runtime-services/server/target/elasticsearch");

  private final ElasticsearchProcess process;
  private final HttpClient http = HttpClient.newHttpClient();

  private SearchNode(ElasticsearchProcess process) {
    this.process = process;
  }

  /** Starts it and waits until it answers; the working directory is that of the sources. */
  static SearchNode start(Path scratch) throws Exception {
    // Elasticsearch runs as another user when this process is root.
    Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path distribution = ElasticsearchHome.distribution(DISTRIBUTION.toAbsolutePath());
    SearchNode node =
        new SearchNode(ElasticsearchProcess.start(distribution, scratch.resolve("es"), "1g"));
    Await.until("Elasticsearch", node::answers);
    return node;
  }

  private boolean answers() throws InterruptedException {
    try {
      request("GET", "/_cluster/health", "");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  List<URI> hosts() {
    return List.of(URI.create("http://127.0.0.1:" + process.port()));
  }

  String request(String method, String path, String body) throws IOException, InterruptedException {
    return send(method, path, HttpRequest.BodyPublishers.ofString(body));
  }

  String bulk(byte[] lines) throws IOException, InterruptedException {
    return send("POST", "/_bulk", HttpRequest.BodyPublishers.ofByteArray(lines));
  }

  private String send(String method, String path, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(hosts().get(0).resolve(path))
            .header("Content-Type", "application/json")
            .method(method, body)
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(path + ": " + response.body());
    }
    return response.body();
  }

  @Override
  public void close() {
    process.close();
  }
}
