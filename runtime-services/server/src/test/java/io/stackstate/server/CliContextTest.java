package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CliContextTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("cli.yaml");
  }

  @Test
  void writesTheContextInTheGenuineFormat() throws IOException {
    write("http://127.0.0.1:7070");
    JsonNode root = new YAMLMapper().readTree(file.toFile());
    assertThat(root.path("current-context").asText()).isEqualTo("default");
    JsonNode entry = root.path("contexts").path(0);
    assertThat(entry.path("name").asText()).isEqualTo("default");
    JsonNode context = entry.path("context");
    assertThat(context.path("url").asText()).isEqualTo("http://127.0.0.1:7070");
    assertThat(context.path("service-token").asText()).isEqualTo("token");
    assertThat(context.path("api-path").asText()).isEqualTo("/api");
    assertThat(context.path("admin-api-path").asText()).isEqualTo("/admin");
    assertThat(context.path("receiver-url").asText()).isEqualTo("http://127.0.0.1:7070/receiver");
    assertThat(context.path("receiver-key").asText()).isEqualTo("key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void keepsTheContextsOfTheUserAndFollowsThePort() throws IOException {
    Files.writeString(
        file,
        """
        current-context: prod
        contexts:
          - name: prod
            context: {url: "https://prod.example.org"}
          - name: default
            context: {url: "http://127.0.0.1:1"}
        """);
    write("http://127.0.0.1:2");
    JsonNode root = new YAMLMapper().readTree(file.toFile());
    assertThat(root.path("current-context").asText()).isEqualTo("prod");
    assertThat(root.path("contexts")).hasSize(2);
    assertThat(root.at("/contexts/0/context/url").asText()).isEqualTo("https://prod.example.org");
    assertThat(root.at("/contexts/1/context/url").asText()).isEqualTo("http://127.0.0.1:2");
  }

  @Test
  void keepsTokensOutOfTheErrorAboutABrokenFile() throws IOException {
    Files.writeString(file, "contexts: [ {service-token: topsecret\n: :");
    assertThatThrownBy(() -> write("http://127.0.0.1:2"))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("cli.yaml is not valid YAML")
        .hasMessageNotContaining("topsecret")
        .hasNoCause();
  }

  private void write(String url) {
    CliContext.write(file, url, "token", url + "/receiver", "key");
  }
}
