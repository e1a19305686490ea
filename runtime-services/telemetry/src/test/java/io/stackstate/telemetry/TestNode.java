package io.stackstate.telemetry;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.stackstate.telemetry.node.ElasticsearchHome;
import io.stackstate.telemetry.node.ElasticsearchProcess;
import io.stackstate.telemetry.node.UnprivilegedUser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real Elasticsearch node, one for all tests of the module; stopped after the last of them. */
public final class TestNode implements BeforeAllCallback {
  private static final Path DISTRIBUTION = Path.of("target/elasticsearch").toAbsolutePath();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static Node node;

  /** Its process and where its data are. */
  private static final class Node implements AutoCloseable {
    private final Path directory;
    private ElasticsearchProcess process;

    Node(Path directory) throws IOException, InterruptedException {
      this.directory = directory;
      start();
    }

    void start() throws IOException, InterruptedException {
      process =
          ElasticsearchProcess.start(
              ElasticsearchHome.distribution(DISTRIBUTION), directory.resolve("es"), "384m");
    }

    @Override
    public void close() {
      process.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    assumeTrue(
        !UnprivilegedUser.needed() || UnprivilegedUser.find(DISTRIBUTION).canRead(DISTRIBUTION),
        "the sources lie in a directory that only root may enter");
    node =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.GLOBAL)
            .computeIfAbsent(TestNode.class, key -> start(), Node.class);
    awaitAnswer();
  }

  private static void awaitAnswer() {
    await()
        .atMost(Duration.ofMinutes(5))
        .ignoreExceptions()
        .until(() -> request("GET", "/_cluster/health", "").statusCode() == 200);
  }

  private static Node start() {
    try {
      Path directory = Files.createTempDirectory(Path.of("target"), "node").toAbsolutePath();
      if (UnprivilegedUser.needed()) {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      return new Node(directory);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends its process; it stays where it was until {@link #startAgain()}. */
  public static void stop() {
    node.close();
  }

  /** A new process on the data of the one that was stopped, at another port. */
  public static void startAgain() throws IOException, InterruptedException {
    node.start();
    awaitAnswer();
  }

  /** Where it is. */
  public static URI uri() {
    return URI.create("http://127.0.0.1:" + node.process.port());
  }

  /** As the supplier of a store. */
  public static List<URI> hosts() {
    return List.of(uri());
  }

  /** What is stored becomes visible at once. */
  public static void refresh() throws Exception {
    request("POST", "/_refresh", "");
  }

  /** Forgets all events and metrics. */
  public static void clear() throws Exception {
    String indices = request("GET", "/_cat/indices/sts_*?h=index", "").body().strip();
    if (!indices.isEmpty()) {
      request("DELETE", "/" + indices.replaceAll("\\s+", ","), "");
    }
  }

  /** Any request of its REST interface. */
  public static HttpResponse<String> request(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri().resolve(path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
