package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class OptionsTest {

  @Test
  void leavesToConfigurationWhatTheCommandLineDoesNotSay() {
    Options options = parse();
    assertThat(options.dataDir).isEqualTo(Path.of("data"));
    assertThat(options.port).isNull();
    assertThat(options.host).isNull();
    assertThat(options.roles).isNull();
  }

  @Test
  void readsEveryOption() {
    Options options =
        parse("--data-dir", "/d", "--port=1", "--receiver-port", "2", "--roles", "api,stackgraph");
    assertThat(options.dataDir).isEqualTo(Path.of("/d"));
    assertThat(options.port).isEqualTo(1);
    assertThat(options.receiverPort).isEqualTo(2);
    assertThat(options.roles).containsExactly("api", "stackgraph");
  }

  @Test
  void namesTheOptionAndTheValueThatAreWrong() {
    assertThatThrownBy(() -> parse("--port", "http"))
        .hasMessageContaining("--port")
        .hasMessageContaining("'http'");
    assertThatThrownBy(() -> parse("--prot", "1")).hasMessageContaining("--prot");
  }

  private static Options parse(String... args) {
    Options options = new Options();
    new CommandLine(options).parseArgs(args);
    return options;
  }
}
