package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir Path directory;

  @Test
  void makesKeysOnceThatOnlyTheOwnerMayRead() throws IOException {
    Path file = directory.resolve("secrets.conf");
    Config first = Secrets.loadOrCreate(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(first.getStringList("stackstate.receiver.apiKeys"))
        .singleElement()
        .asString()
        .matches("[0-9a-f]{32}");
    assertThat(first.getStringList("stackstate.api.tokens"))
        .singleElement()
        .asString()
        .matches("[0-9a-f]{48}");
    assertThat(first.getString("stackstate.stackpacks.secretKey")).matches("[0-9a-f]{64}");
    assertThat(Secrets.loadOrCreate(file)).isEqualTo(first);
  }

  @Test
  void givesAFileOfAnEarlierVersionTheKeyThatItLacks() throws IOException {
    Path file = directory.resolve("secrets.conf");
    Files.writeString(file, "stackstate.api.tokens = [\"kept\"]");

    Config first = Secrets.loadOrCreate(file);

    assertThat(first.getStringList("stackstate.api.tokens")).containsExactly("kept");
    assertThat(first.getString("stackstate.stackpacks.secretKey")).matches("[0-9a-f]{64}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Secrets.loadOrCreate(file)).isEqualTo(first);
  }

  @Test
  void makesNothingForAProcessThatIsGivenItsKeys() {
    Path file = directory.resolve("secrets.conf");

    assertThat(Secrets.load(file).isEmpty()).isTrue();
    assertThat(file).doesNotExist();
  }

  @Test
  void givesEveryInstallationItsOwnKeys() {
    assertThat(Secrets.loadOrCreate(directory.resolve("a")))
        .isNotEqualTo(Secrets.loadOrCreate(directory.resolve("b")));
  }

  @Test
  void keepsKeysOutOfTheErrorAboutABrokenFile() throws IOException {
    Path file = directory.resolve("secrets.conf");
    Files.writeString(file, "stackstate.api.tokens = [\"topsecret\" }");
    assertThatThrownBy(() -> Secrets.loadOrCreate(file))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("secrets.conf is not valid")
        .hasMessageNotContaining("topsecret")
        .hasNoCause();
  }
}
