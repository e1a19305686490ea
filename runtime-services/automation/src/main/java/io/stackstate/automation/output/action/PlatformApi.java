package io.stackstate.automation.output.action;

import com.typesafe.config.Config;
import io.stackstate.automation.output.MissingSecretException;
import io.stackstate.automation.output.SecretSource;
import io.stackstate.automation.output.spec.SecretRef;
import io.stackstate.automation.output.spec.Urls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The API of the platform.
 *
 * @param account where its token is read, at each delivery
 */
public record PlatformApi(URI uri, SecretSource account) {
  static final SecretRef TOKEN = new SecretRef("platform-api", "token");

  /**
   * Empty when it is not known.
   *
   * @param config the object {@code stackstate.automation.outputs}
   * @throws IllegalArgumentException with what is expected of an address
   */
  public static Optional<PlatformApi> from(Config config) {
    String url = config.getString("api.url");
    if (url.isBlank()) {
      return Optional.empty();
    }
    String token = config.getString("api.token");
    String file = config.getString("api.tokenFile");
    return Optional.of(
        new PlatformApi(
            Urls.parse(url), (name, key) -> file.isBlank() ? token : read(Path.of(file))));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new MissingSecretException(TOKEN.name(), TOKEN.key());
    }
  }

  /** Without the account: records print all that they hold. */
  @Override
  public String toString() {
    return "PlatformApi[" + uri + "]";
  }
}
