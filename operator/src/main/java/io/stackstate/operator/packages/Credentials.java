package io.stackstate.operator.packages;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a Secret says about how to ask a server.
 *
 * @param user null when there is a token, or nothing
 * @param secret the password or the token; null when there is nothing
 */
record Credentials(String user, String secret) {
  static final Credentials NONE = new Credentials(null, null);

  static Credentials token(String token) {
    return new Credentials(null, token);
  }

  /** The value of the header Authorization; null when there is nothing to say. */
  String header() {
    if (secret == null) {
      return null;
    }
    return user == null ? "Bearer " + secret : basic();
  }

  private String basic() {
    byte[] pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return secret == null
        ? "no credentials"
        : "credentials of " + (user == null ? "a token" : user);
  }
}
