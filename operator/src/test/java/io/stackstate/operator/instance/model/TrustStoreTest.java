package io.stackstate.operator.instance.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of the container that makes the trust store, run as the container does. */
class TrustStoreTest {
  @TempDir Path directory;

  @Test
  void bundlesAreAddedToTheAuthoritiesOfJava() throws Exception {
    KeyStore java = KeyStore.getInstance(Path.of(cacerts()).toFile(), "changeit".toCharArray());
    List<String> aliases = Collections.list(java.aliases());
    Path source = Files.createDirectories(directory.resolve("sources/0"));
    Files.writeString(
        source.resolve("ca.crt"), pem(java, aliases.get(0)) + pem(java, aliases.get(1)));
    Path store = directory.resolve("trust/cacerts");
    Files.createDirectories(store.getParent());

    assertThat(run(store)).as("exit code, see the output above").isZero();

    KeyStore made = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    assertThat(made.size()).isEqualTo(java.size() + 2);
    assertThat(made.getCertificate("stackstate-0-2"))
        .isEqualTo(java.getCertificate(aliases.get(1)));
    assertThat(run(store)).as("a container that starts again").isZero();
  }

  @Test
  void aFileWithoutCertificateIsRefused() throws Exception {
    Path source = Files.createDirectories(directory.resolve("sources/0"));
    Files.writeString(source.resolve("ca.crt"), "nothing");
    Files.createDirectories(directory.resolve("trust"));

    assertThat(run(directory.resolve("trust/cacerts"))).isNotZero();
  }

  private int run(Path store) throws Exception {
    String script;
    try (InputStream in = TrustStore.class.getResourceAsStream("trust-store.sh")) {
      script = new String(in.readAllBytes());
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh",
            "-c",
            script,
            "trust-store",
            store.toString(),
            directory.resolve("sources").toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.inheritIO().start();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private static String cacerts() {
    return System.getProperty("java.home") + "/lib/security/cacerts";
  }

  private static String pem(KeyStore store, String alias) throws Exception {
    X509Certificate certificate = (X509Certificate) store.getCertificate(alias);
    return "# "
        + certificate.getSubjectX500Principal()
        + "\n-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
