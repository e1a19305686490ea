package io.stackstate.api.auth;

/**
 * A token, and who sends it.
 *
 * @param token the secret
 */
public record ServiceToken(String token, Caller caller) {
  /** A token with all rights. */
  public static ServiceToken unrestricted(String token) {
    return new ServiceToken(token, Caller.unrestricted("service-token"));
  }

  /** Without the secret: records print all that they hold. */
  @Override
  public String toString() {
    return "ServiceToken[" + caller.name() + "]";
  }
}
