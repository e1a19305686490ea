package io.stackstate.server.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElasticsearchRoleIT {
  private static final Path DISTRIBUTION = Path.of("target/elasticsearch").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir Path directory;

  @Test
  void runsARealNodeAndStartsItAgainWhenItDies() throws Exception {
    assumeTrue(
        !UnprivilegedUser.needed() || UnprivilegedUser.find(DISTRIBUTION).canRead(DISTRIBUTION),
        "the sources lie in a directory that only root may enter");
    openToOthers();
    try (ElasticsearchRole role =
        new ElasticsearchRole(DISTRIBUTION, directory.resolve("node"), "256m")) {
      role.start();
      assertThat(role.coming() || role.ready()).isTrue();
      await().atMost(PATIENCE).until(role::ready);
      await().atMost(PATIENCE).until(() -> !role.coming());
      URI first = role.uri().orElseThrow();
      index(first);

      children().forEach(ProcessHandle::destroyForcibly);
      await().atMost(PATIENCE).until(() -> !role.uri().orElseThrow().equals(first));
      assertThat(role.failure()).isEmpty();
      await().atMost(PATIENCE).until(role::ready);
      assertThat(get(role.uri().orElseThrow(), "/t/_doc/1")).contains("\"kept\"");
    }
    assertThat(children()).isEmpty();
  }

  @Test
  void isOnlyAbsentWhereThereIsNoDistribution() {
    try (ElasticsearchRole role =
        new ElasticsearchRole(directory.resolve("none"), directory.resolve("node"), "256m")) {
      role.start();
      assertThat(role.ready()).isFalse();
      assertThat(role.required()).isFalse();
      assertThat(role.failure()).isEmpty();
      await().atMost(PATIENCE).until(() -> !role.coming());
      assertThat(role.reason()).startsWith("it is off: ");
      assertThat(role.ready()).isFalse();
    }
  }

  /** As root the node runs as nobody, who must be able to enter. */
  private void openToOthers() throws IOException {
    if (UnprivilegedUser.needed()) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /** Processes of Elasticsearch that this test started. */
  private List<ProcessHandle> children() {
    return ProcessHandle.current()
        .descendants()
        .filter(p -> p.info().commandLine().orElse("").contains("elasticsearch"))
        .toList();
  }

  private static void index(URI node) throws Exception {
    HttpRequest put =
        HttpRequest.newBuilder(node.resolve("/t/_doc/1?refresh=true"))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString("{\"value\":\"kept\"}"))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(put, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
  }

  private static String get(URI node, String path) throws Exception {
    HttpRequest get = HttpRequest.newBuilder(node.resolve(path)).build();
    return HttpClient.newHttpClient().send(get, HttpResponse.BodyHandlers.ofString()).body();
  }
}
