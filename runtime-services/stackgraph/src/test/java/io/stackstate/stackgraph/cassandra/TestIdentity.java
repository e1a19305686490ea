package io.stackstate.stackgraph.cassandra;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

/**
 * A key with a certificate for this machine that it signed itself, made by the JDK's keytool.
 *
 * @param keystore the key, for a server
 * @param truststore the certificate, for its clients
 */
public record TestIdentity(Path keystore, Path truststore) {
  /** Of both. */
  public static final String PASSWORD = "of-the-stores";

  private static final String ALIAS = "key";

  /**
   * @param directory gets the files
   */
  public static TestIdentity make(Path directory) {
    try {
      Files.createDirectories(directory);
      Path keystore = directory.resolve("key.p12");
      keytool(keystore);
      KeyStore key = KeyStore.getInstance(keystore.toFile(), PASSWORD.toCharArray());
      KeyStore trust = KeyStore.getInstance("PKCS12");
      trust.load(null, null);
      trust.setCertificateEntry("authority", key.getCertificate(ALIAS));
      Path truststore = directory.resolve("trust.p12");
      try (OutputStream file = Files.newOutputStream(truststore)) {
        trust.store(file, PASSWORD.toCharArray());
      }
      return new TestIdentity(keystore, truststore);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void keytool(Path keystore) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=dns:localhost,ip:127.0.0.1",
            "-alias",
            ALIAS,
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            keystore.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!Files.exists(keystore)) {
      throw new IllegalStateException("keytool made no key: " + said);
    }
  }
}
