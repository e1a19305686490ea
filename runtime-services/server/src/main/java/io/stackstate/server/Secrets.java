package io.stackstate.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The keys of an installation, made once and kept in {@code secrets.conf}, which only its owner may
 * read. They are configuration like any other, so a key from elsewhere can take their place.
 */
final class Secrets {
  private static final int KEY_BYTES = 16;
  private static final int TOKEN_BYTES = 24;
  private static final int SECRET_KEY_BYTES = 32;
  private static final String SECRET_KEY = "stackstate.stackpacks.secretKey";

  private Secrets() {}

  /**
   * Reads the file, or makes it with new random keys. A file of an earlier version gets the key
   * with which passwords are kept.
   *
   * @throws StartException when the file is there but is not readable as HOCON
   */
  static Config loadOrCreate(Path file) {
    if (!Files.exists(file)) {
      PrivateFile.write(file, generate(new SecureRandom()));
    }
    return load(file);
  }

  /**
   * Reads the file; nothing when there is none. A file of an earlier version gets the key with
   * which passwords are kept.
   *
   * @throws StartException when it is there but is not readable as HOCON
   */
  static Config load(Path file) {
    if (!Files.exists(file)) {
      return ConfigFactory.empty();
    }
    try {
      Config secrets = ConfigFactory.parseFile(file.toFile());
      if (!secrets.hasPath(SECRET_KEY)) {
        PrivateFile.write(file, read(file) + secretKey(new SecureRandom()));
        return ConfigFactory.parseFile(file.toFile());
      }
      return secrets;
    } catch (ConfigException e) {
      // The parser's message would show the line, and with it a key.
      throw new StartException(
          file + " is not valid HOCON: restore it, or remove it to get new keys");
    }
  }

  private static String generate(SecureRandom random) {
    return """
        # Keys of this installation. Who may read this file may do everything with it.
        stackstate.receiver.apiKeys = ["%s"]
        stackstate.api.tokens = ["%s"]
        """
            .formatted(hex(random, KEY_BYTES), hex(random, TOKEN_BYTES))
        + secretKey(random);
  }

  private static String secretKey(SecureRandom random) {
    return "\n# Passwords of StackPacks are kept with this key: without it they are lost.\n%s = \"%s\"\n"
        .formatted(SECRET_KEY, hex(random, SECRET_KEY_BYTES));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new StartException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static String hex(SecureRandom random, int bytes) {
    byte[] value = new byte[bytes];
    random.nextBytes(value);
    return HexFormat.of().formatHex(value);
  }
}
