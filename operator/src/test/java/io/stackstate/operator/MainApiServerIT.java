package io.stackstate.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Secret;
import io.stackstate.operator.apiserver.ApiServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator as the process that its image starts. */
class MainApiServerIT {
  private final ApiServer server = ApiServer.shared();
  private final String namespace = server.namespace("main");

  @TempDir private Path directory;

  @Test
  void itIsReadyLogsJsonWithoutSecretsAndLeavesInOrder() throws Exception {
    int port = ApiServer.freePort();
    Path log = directory.resolve("log");
    Process process = start(port, log);
    try {
      await().atMost(Duration.ofMinutes(3)).until(() -> status(port, "/readyz") == 200);
      assertThat(status(port, "/healthz")).isEqualTo(200);
      server.apply(TestResources.trial(namespace, "demo"));
      await().atMost(Duration.ofMinutes(3)).until(() -> secrets().size() > 1);
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> text(port, "/metrics").contains("stackstate_operator_apply_total"));
    } finally {
      process.destroy();
    }

    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
    List<String> lines = Files.readAllLines(log);
    ObjectMapper json = new ObjectMapper();
    for (String line : lines) {
      assertThat(json.readTree(line).path("level").asText()).as(line).isNotEmpty();
    }
    assertThat(lines.get(lines.size() - 1)).contains("stopped");
    secrets()
        .forEach(
            secret ->
                secret
                    .getData()
                    .values()
                    .forEach(
                        value ->
                            assertThat(String.join("\n", lines)).doesNotContain(decoded(value))));
  }

  @Test
  void aWrongSettingIsNamedAndEndsIt() throws Exception {
    Path log = directory.resolve("log");
    Process process = start(70_000, log);

    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(Files.readString(log)).contains("http-port", "found 70000", "expected 0 to 65535");
  }

  private List<Secret> secrets() {
    return server.client().secrets().inNamespace(namespace).list().getItems();
  }

  private static String decoded(String value) {
    return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
  }

  private Process start(int port, Path log) throws IOException {
    Path kubeconfig = directory.resolve("kubeconfig");
    Files.writeString(kubeconfig, server.kubeconfig(namespace));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    builder
        .environment()
        .putAll(
            Map.of(
                "KUBECONFIG",
                kubeconfig.toString(),
                "WATCH_NAMESPACES",
                namespace,
                "POD_NAMESPACE",
                namespace,
                "POD_NAME",
                "operator-0",
                "HTTP_PORT",
                Integer.toString(port)));
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private static int status(int port, String path) {
    try {
      return open(port, path).getResponseCode();
    } catch (IOException notYet) {
      return 0;
    }
  }

  private static String text(int port, String path) throws IOException {
    return new String(open(port, path).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static HttpURLConnection open(int port, String path) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return (HttpURLConnection) uri.toURL().openConnection();
  }
}
