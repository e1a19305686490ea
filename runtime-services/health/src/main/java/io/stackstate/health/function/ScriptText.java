package io.stackstate.health.function;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** By which text a script is known that has a native form. */
final class ScriptText {
  private ScriptText() {}

  /** A hash of the script, whatever white space ends its lines and itself. */
  static String hash(String script) {
    String normal =
        script.strip().lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(normal.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
