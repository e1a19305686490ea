package io.stackstate.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.cli.config.ContextFinder.Flags;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextFinderTest {
  private static final Flags NONE = new Flags(null, null, null, null, null, null, null);

  @TempDir Path data;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    file =
        Files.writeString(
            data.resolve("cli.yaml"),
            """
            contexts:
              - name: default
                context: {url: "http://a:7070/", service-token: ta, api-path: /api, receiver-url: "http://a:7070/receiver", receiver-key: ka}
              - name: other
                context: {url: "https://b", api-token: tb}
            current-context: default
            """);
  }

  @Test
  void theDataDirectoryHoldsTheFile() {
    Context context = find(NONE, Map.of("STACKSTATE_DATA_DIR", data.toString()));

    assertThat(context.url()).isEqualTo("http://a:7070");
    assertThat(context.token()).contains("ta");
    assertThat(context.receiverUrl()).contains("http://a:7070/receiver");
    assertThat(context.receiverKey()).contains("ka");
    assertThat(context).hasToString("Context[http://a:7070]");
  }

  @Test
  void flagsWinOverEnvironmentAndEnvironmentOverTheFile() {
    Flags flags = new Flags(file, null, "other", null, "tf", null, null);
    Map<String, String> env = Map.of("STACKSTATE_URL", "http://env", "STACKSTATE_TOKEN", "te");

    Context context = find(flags, env);

    assertThat(context.url()).isEqualTo("http://env");
    assertThat(context.token()).contains("tf");
  }

  @Test
  void anotherContextOfTheFile() {
    Flags flags = new Flags(file, null, "other", null, null, null, null);

    assertThat(find(flags, Map.of()).token()).contains("tb");
  }

  @Test
  void aFileOfOneContextIsTheOldFormat() throws Exception {
    Files.writeString(file, "url: http://old\napi-token: t\n");

    assertThat(find(NONE, Map.of("STACKSTATE_CONFIG", file.toString())).url())
        .isEqualTo("http://old");
  }

  @Test
  void mistakesNameTheFileAndWhatWasExpected() throws Exception {
    Flags unknown = new Flags(file, null, "nope", null, null, null, null);
    assertThatThrownBy(() -> find(unknown, Map.of()))
        .hasMessageContaining("found no context \"nope\", expected one of [default, other]");

    Map<String, String> nowhere = Map.of("STACKSTATE_CONFIG", data.resolve("no.yaml").toString());
    assertThatThrownBy(() -> find(NONE, nowhere))
        .hasMessageContaining("no.yaml does not exist")
        .hasMessageContaining("stackstate up");

    Map<String, String> ftp = Map.of("STACKSTATE_URL", "ftp://a");
    assertThatThrownBy(() -> find(NONE, ftp)).hasMessageContaining("found ftp://a, expected");
  }

  @Test
  void aBrokenFileDoesNotSpillItsTokens() throws Exception {
    Files.writeString(file, "contexts: [\n service-token: s3cret: x\n");
    Flags flags = new Flags(file, null, null, null, null, null, null);

    assertThatThrownBy(() -> find(flags, Map.of()))
        .hasMessageContaining("is not YAML")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
  }

  private static Context find(Flags flags, Map<String, String> env) {
    return new ContextFinder(flags, env).find();
  }
}
