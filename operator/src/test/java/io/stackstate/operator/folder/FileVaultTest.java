package io.stackstate.operator.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.stackstate.crds.ServiceToken;
import io.stackstate.operator.content.ContentException;
import io.stackstate.operator.content.TokenVault.Kept;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileVaultTest {
  private static final Kept KEPT = new Kept("7", Optional.of("6"), "stackstate-guest 90d");

  @TempDir private Path folder;
  private FileVault vault;

  @BeforeEach
  void make() {
    vault = new FileVault(folder.resolve("secrets"));
  }

  @Test
  void theFileHoldsTheTokenAloneForItsOwnerOnly() throws Exception {
    vault.put(token("ci"), "ci", KEPT, "svctok-7");

    Path file = folder.resolve("secrets/default/ci");
    assertThat(file).hasContent("svctok-7");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    assertThat(vault.get(token("ci"), "ci")).contains(KEPT);
  }

  @Test
  void anotherTokenTakesItsPlace() throws Exception {
    vault.put(token("ci"), "ci", KEPT, "svctok-7");
    Kept next = new Kept("8", Optional.empty(), "stackstate-guest null");

    vault.put(token("ci"), "ci", next, "svctok-8");

    assertThat(folder.resolve("secrets/default/ci")).hasContent("svctok-8");
    assertThat(vault.get(token("ci"), "ci")).contains(next);
  }

  @Test
  void whatAnotherResourceKeepsIsLeftAlone() throws Exception {
    vault.put(token("ci"), "shared", KEPT, "svctok-7");

    assertThatThrownBy(() -> vault.get(token("other"), "shared"))
        .isInstanceOf(ContentException.class)
        .hasMessageContaining("another ServiceToken keeps its token in shared");
    vault.delete(token("other"), "shared");

    assertThat(folder.resolve("secrets/default/shared")).hasContent("svctok-7");
  }

  @Test
  void afterItsDeletionNothingIsLeft() throws Exception {
    vault.put(token("ci"), "ci", KEPT, "svctok-7");

    vault.delete(token("ci"), "ci");

    assertThat(folder.resolve("secrets/default")).isEmptyDirectory();
    assertThat(vault.get(token("ci"), "ci")).isEmpty();
  }

  private static ServiceToken token(String name) {
    ServiceToken token = new ServiceToken();
    token.setMetadata(new ObjectMetaBuilder().withName(name).withNamespace("default").build());
    return token;
  }
}
