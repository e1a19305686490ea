package io.stackstate.api.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Tokens that are accepted; thread-safe and fast, as it is asked on the event loop. */
@FunctionalInterface
public interface TokenSource {
  /** No tokens. */
  TokenSource NONE = hash -> Optional.empty();

  /**
   * @param hash {@link #sha256} of the token
   * @return who sends it; empty when it is none, or no longer
   */
  Optional<Caller> caller(String hash);

  /** The hash of a token, hexadecimal. */
  static String sha256(String token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
