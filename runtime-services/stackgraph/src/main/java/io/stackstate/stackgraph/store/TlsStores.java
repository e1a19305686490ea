package io.stackstate.stackgraph.store;

import io.stackstate.stackgraph.StackGraphException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;

/** Whether the key stores of TLS can be opened, which the driver would say without naming them. */
final class TlsStores {
  private static final String SECTION = StoreConfig.SECTION + ".cql.ssl.";

  private TlsStores() {}

  /**
   * @throws StackGraphException one line that names the setting which is wrong
   */
  static void require(StoreConfig.Tls tls) {
    if (!tls.enabled()) {
      return;
    }
    require("truststore", tls.truststore(), tls.truststorePassword());
    if (!tls.keystore().isEmpty()) {
      require("keystore", tls.keystore(), tls.keystorePassword());
    }
  }

  private static void require(String key, String path, String password) {
    try (InputStream file = Files.newInputStream(Path.of(path))) {
      // The type that the driver asks for; PKCS12 is read by the same name.
      KeyStore.getInstance("JKS").load(file, password.toCharArray());
    } catch (IOException e) {
      if (e.getCause() instanceof UnrecoverableKeyException) {
        throw new StackGraphException(
            SECTION + key + "Password: found one that does not open " + path, e);
      }
      throw unreadable(key, path, e);
    } catch (GeneralSecurityException | InvalidPathException e) {
      throw unreadable(key, path, e);
    }
  }

  private static StackGraphException unreadable(String key, String path, Exception e) {
    return new StackGraphException(
        SECTION + key + ": found " + path + ", expected a Java key store that can be read", e);
  }
}
